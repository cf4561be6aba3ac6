"""Playing a number, which is the game's only write."""

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
from game.storage import statements
from game.tally import Tally


class KeyReused(Exception):
    """The idempotency key was used for another number."""


class NoSuchPlayer(Exception):
    """The player has been deleted."""


@dataclass(frozen=True)
class Played:
    """`result` is JSON. `replayed` means that an earlier call with the same key stored the play."""

    seq: int
    result: bytes
    replayed: bool


def digest_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def play(player_id: int, number: int, *, key: str | None = None, asked: int | None = None) -> Played:
    """Plays a valid number, at most once for the same key.

    Locks the player's statistics, which puts the player's plays in order: seq has no gaps, and of parallel calls with
    one key, the first plays and the others return its play. Publishes after the commit. `asked` is `Admission.asked`;
    without it the cached summary is dropped instead of updated. Raises KeyReused and NoSuchPlayer.
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
    """Commits the play and returns it with the tally: a `Recorded`, or the earlier `Play` with this key.

    If another node of a cluster takes the seq or the key first, the next attempt finds that node's play. A NULL seq
    comes from a transaction that was rolled back halfway (`statements.record`).
    """
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        tally = _lock(cursor, player_id)
        earlier = statements.played_with(cursor, player_id, digest) if digest else None
        if earlier is not None:
            return earlier, tally
        outcome, now = rules.judge(number), timezone.now()
        tally = tally.add(outcome.prize, now)
        return statements.record(cursor, player_id, outcome, tally, now, digest), tally


def _lock(cursor: Any, player_id: int) -> Tally:
    tally = statements.lock(cursor, player_id)
    if tally is None:  # created without signals, as by a fixture, or deleted
        _create_statistics(player_id)
        tally = statements.lock(cursor, player_id)
    return tally or Tally()


def _create_statistics(player_id: int) -> None:
    if not get_user_model().objects.filter(pk=player_id).exists():  # SQLite would raise only at the commit
        raise NoSuchPlayer
    try:
        with transaction.atomic():
            PlayerStatistics.objects.get_or_create(pk=player_id)
    except IntegrityError:
        raise NoSuchPlayer from None
