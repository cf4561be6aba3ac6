"""The one write of the game."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from core.db import write_health
from core.db.slot_owner import owned_by
from core.db.transactions import retried
from game import events, metrics, rules
from game.models import Play, PlayerStatistics, Recorded
from game.storage import statements as ledger
from game.tally import Tally


class KeyReused(Exception):
    """The idempotency key was used for another number."""


class NoSuchPlayer(Exception):
    """The player was deleted meanwhile."""


@dataclass(frozen=True)
class Played:
    """`result` is JSON. A replayed play was made by an earlier call with the same key."""

    seq: int
    result: bytes
    replayed: bool


def digest_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def play(player_id: int, number: int, *, key: str | None = None, asked: int | None = None) -> Played:
    """Plays a valid number; with a key, at most once.

    The lock on the player's statistics puts the player's plays in order: seq has no gap, and of parallel calls with one
    key the first plays and the others find its play. Publishes after the commit. `asked` is `Admission.asked`; without
    it the cached summary is dropped instead of updated. Raises KeyReused, NoSuchPlayer.
    """
    with owned_by(player_id):
        stored, tally = _stored(player_id, number, digest_of(key) if key is not None else None)
    if isinstance(stored, Recorded):
        write_health.succeeded()
        return Played(seq=stored.seq, result=events.play_recorded(stored, tally, asked=asked), replayed=False)
    if stored.number != number:
        raise KeyReused
    metrics.REPLAYS.inc()
    return Played(seq=stored.seq, result=events.play_repeated(stored), replayed=True)


@retried("play_seq_once", "play_key_once", "seq")
def _stored(player_id: int, number: int, digest: str | None) -> tuple[Recorded | Play, Tally]:
    """The play, new (`Recorded`) or the earlier one with this key, and the tally; committed.

    Another node of a cluster may take the seq or the key first: the next attempt sees that node's play. A seq that is
    NULL is of a transaction that was rolled back halfway (`ledger.record`).
    """
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        tally = _lock(cursor, player_id)
        earlier = ledger.played_with(cursor, player_id, digest) if digest else None
        if earlier is not None:
            return earlier, tally
        outcome, now = rules.judge(number), timezone.now()
        tally = tally.add(outcome.prize, now)
        return ledger.record(cursor, player_id, outcome, tally, now, digest), tally


def _lock(cursor: Any, player_id: int) -> Tally:
    tally = ledger.lock(cursor, player_id)
    if tally is None:  # the player came without signals, from a fixture for instance, or is gone
        _create_statistics(player_id)
        tally = ledger.lock(cursor, player_id)
    return tally or Tally()


def _create_statistics(player_id: int) -> None:
    if not get_user_model().objects.filter(pk=player_id).exists():  # SQLite would notice only at the commit
        raise NoSuchPlayer
    try:
        with transaction.atomic():
            PlayerStatistics.objects.get_or_create(pk=player_id)
    except IntegrityError:
        raise NoSuchPlayer from None
