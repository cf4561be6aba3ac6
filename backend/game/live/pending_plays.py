"""Tracks a socket's keyed plays that haven't been answered yet."""

from __future__ import annotations

import json

from game.live.protocol import Play
from game.services import digest_of


class PendingPlays:
    """Holds the plays in the order in which they were received. A published result answers the first match."""

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
        """Returns False if the play has been answered. A play without a key can't be answered by a published result."""
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
