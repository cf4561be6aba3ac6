"""Writes plays within a transaction that has locked their players: one play, or several with the same statements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.utils import timezone

from game import rules
from game.models import Play, Recorded
from game.storage import statements
from game.storage.statements import Keyed
from game.tally import Tally


class PlayRequest(NamedTuple):
    """`asked` is `Admission.asked`; without it, the cached summary is dropped instead of updated. `span` is the tracing
    span that the play belongs to (`core.tracing.spans.current`).
    """

    player_id: int
    number: int
    key_digest: str | None
    asked: int | None
    request_id: str
    span: Any = None


class Stored(NamedTuple):
    """`play` is a `Recorded`, and `tally` includes it. If the key was used before, `tally` is None."""

    request: PlayRequest
    play: Recorded | Play
    tally: Tally | None

    @property
    def is_other_number(self) -> bool:
        return self.play.number != self.request.number


def write(cursor: Any, requests: Sequence[PlayRequest], tallies: dict[int, Tally]) -> list[Stored]:
    """Writes the plays in order, all with the same time. `tallies` are the tallies of the locked players."""
    now = timezone.now()
    known: dict[Keyed, Play | Recorded] = {
        **statements.played_with(cursor, [(one.player_id, one.key_digest) for one in requests if one.key_digest])
    }
    stored, recorded = [], []
    for request in requests:
        player_id, digest = request.player_id, request.key_digest
        play, tally = known.get((player_id, digest or "")), None
        if play is None:
            play, tally = _judge(request, tallies[player_id], now)
            tallies[player_id] = tally
            recorded.append(play)
            if digest:
                known[player_id, digest] = play
        stored.append(Stored(request, play, tally))
    return _with_ids(stored, _record(cursor, recorded, tallies)) if recorded else stored


def _judge(request: PlayRequest, tally: Tally, now: datetime) -> tuple[Recorded, Tally]:
    outcome = rules.judge(request.number)
    tally = tally.add(outcome.prize, now)
    digest = request.key_digest
    play = Recorded(0, request.player_id, tally.seq, outcome.number, outcome.result, outcome.prize, now, digest)
    return play, tally


def _record(cursor: Any, plays: list[Recorded], tallies: dict[int, Tally]) -> dict[tuple[int, int], Recorded]:
    played = {play.player_id for play in plays}
    changed = {player_id: tallies[player_id] for player_id in played}
    recorded = statements.record(cursor, plays, changed)
    return {(play.player_id, play.seq): play for play in recorded}


def _with_ids(stored: list[Stored], recorded: dict[tuple[int, int], Recorded]) -> list[Stored]:
    return [one._replace(play=recorded.get((one.play.player_id, one.play.seq), one.play)) for one in stored]
