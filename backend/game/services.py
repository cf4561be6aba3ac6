"""The one write of the game."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from core.renderers import dumps
from game import events, metrics, rules
from game.models import Play, PlayerStatistics
from game.serializers import result_of
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


def play(player_id: int, number: int, *, key: str | None = None) -> Played:
    """Plays a valid number; with a key, at most once.

    The lock on the player's statistics puts the player's plays in order: seq has no gap, and of parallel calls with one
    key the first plays and the others find its play. Tells after the commit. Raises KeyReused, NoSuchPlayer.
    """
    digest = digest_of(key) if key is not None else None
    with transaction.atomic(durable=True):
        tally = _lock(player_id)
        earlier = _played_with(player_id, digest)
        if earlier is None:
            recorded, tally = _record(player_id, number, digest, tally)
    if earlier is None:
        return Played(seq=recorded.seq, result=events.play_recorded(recorded, tally), replayed=False)
    if earlier.number != number:
        raise KeyReused
    metrics.REPLAYS.inc()
    return Played(seq=earlier.seq, result=dumps(result_of(earlier)), replayed=True)


def _lock(player_id: int) -> Tally:
    rows = PlayerStatistics.objects.select_for_update().filter(pk=player_id)
    row = rows.first()
    if row is None:  # the player came without signals, from a fixture for instance, or is gone
        try:
            with transaction.atomic():
                PlayerStatistics.objects.get_or_create(pk=player_id)
        except IntegrityError:
            raise NoSuchPlayer from None
        row = rows.get()
    return row.tally


def _played_with(player_id: int, digest: str | None) -> Play | None:
    return None if digest is None else Play.objects.filter(player_id=player_id, key_digest=digest).first()


def _record(player_id: int, number: int, digest: str | None, tally: Tally) -> tuple[Play, Tally]:
    outcome = rules.judge(number)
    now = timezone.now()
    tally = tally.add(outcome.prize, now)
    PlayerStatistics.objects.filter(pk=player_id).update(**vars(tally))
    recorded = Play(
        player_id=player_id,
        seq=tally.seq,
        number=number,
        result=outcome.result,
        prize=outcome.prize,
        played_at=now,
        key_digest=digest,
    )
    recorded.save(force_insert=True)
    return recorded, tally
