"""Tracks a socket's keyed plays that haven't been answered yet."""

from __future__ import annotations

import json

from game.live.protocol import Play
from game.services import digest_of


class PendingPlays:
    """In the order in which they were received. A pushed result answers the first one that matches."""

    def __init__(self) -> None:
        self._by_digest: dict[str, list[Play]] = {}

    def add(self, play: Play) -> None:
        if play.key is not None:
            self._by_digest.setdefault(digest_of(play.key), []).append(play)

    def answer(self, digest: str | None, result: bytes) -> str | None:
        """Removes the play that this result answers and returns its key, or None if there is no such play."""
        waiting = self._by_digest.get(digest or "")
        if not waiting:
            return None
        number = json.loads(result)["number"]
        answered = next((play for play in waiting if play.number == number), None)
        if answered is None:
            return None
        self.discard(answered)
        return answered.key

    def discard(self, play: Play) -> bool:
        """False if the play has been answered. Always true without a key, as no pushed result can answer it."""
        if play.key is None:
            return True
        digest = digest_of(play.key)
        waiting = self._by_digest.get(digest, [])
        others = [one for one in waiting if one is not play]
        if others:
            self._by_digest[digest] = others
        else:
            self._by_digest.pop(digest, None)
        return len(others) < len(waiting)
