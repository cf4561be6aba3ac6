"""Playing a number, which is the game's only write."""

from __future__ import annotations

import copy
import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db import DatabaseError, DataError, IntegrityError, connection, transaction

from core.db import errors as database_errors
from core.db import write_health
from core.db.slot_owner import owned_by
from core.db.transactions import retried
from core.middleware.request_log import request_id
from core.tracing import spans
from game import events
from game.metrics import PLAY_GROUP_SIZE
from game.models import PlayerStatistics
from game.storage import plays, statements
from game.storage.plays import PlayRequest, Stored
from game.tally import Tally

MAX_GROUP_SIZE = 64
REPEAT_SECONDS = 1.5  # the longest that a group may have taken if its plays are repeated


class KeyReused(Exception):
    """The idempotency key was used for another number."""


class NoSuchPlayer(Exception):
    """The player has been deleted."""


class NotPlayed(Exception):
    """The group didn't play it. Play it by itself."""

    def __init__(self, request: PlayRequest) -> None:
        super().__init__(request)
        self.request = request


@dataclass(frozen=True)
class Played:
    """`result` is JSON. `replayed` means that an earlier call with the same key stored the play."""

    seq: int
    result: bytes
    replayed: bool


def digest_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def requested(player_id: int, number: int, *, key: str | None = None, asked: int | None = None) -> PlayRequest:
    """A play of a valid number, at most once for the same key. `asked` is `Admission.asked`."""
    digest = digest_of(key) if key is not None else None
    return PlayRequest(player_id, number, digest, asked, request_id(), spans.current())


def play(player_id: int, number: int, *, key: str | None = None, asked: int | None = None) -> Played:
    """Raises KeyReused and NoSuchPlayer."""
    return play_alone(requested(player_id, number, key=key, asked=asked))


def play_alone(request: PlayRequest) -> Played:
    """Locks the player's statistics, which puts the player's plays in order: seq has no gaps, and of parallel calls
    with one key, the first plays and the others return its play. Publishes after the commit.

    Raises KeyReused and NoSuchPlayer.
    """
    with spans.span("play"):
        with owned_by(request.player_id):
            stored = _stored_alone(request)
        [played] = _published([stored])
    if isinstance(played, Exception):
        raise played
    return played


def play_all(requests: Sequence[PlayRequest]) -> list[Played | Exception]:
    """Plays one as `play_alone` does, and several as `play_group` does."""
    PLAY_GROUP_SIZE.observe(len(requests))
    if len(requests) > 1:
        return play_group(requests)
    try:
        return [play_alone(one) for one in requests]
    except Exception as error:
        return [error]


def play_group(requests: Sequence[PlayRequest]) -> list[Played | Exception]:
    """Plays them in one transaction, with the same answers as one by one. Returns an exception in the place of a play
    that failed, and NotPlayed for a play that has to be played by `play_alone`: its row is locked or missing, or the
    group was rolled back. Decision 0081.
    """
    began = time.monotonic()
    try:
        stored = _stored_group(requests)
    except DatabaseError as error:
        is_repeated = _is_undone(error) and time.monotonic() - began < REPEAT_SECONDS
        return [NotPlayed(one) if is_repeated else copy.copy(error) for one in requests]
    played = iter(_published([one for one in stored if one is not None]))
    return [NotPlayed(request) if one is None else next(played) for request, one in zip(requests, stored, strict=True)]


@retried("play_seq_once", "play_key_once", "seq")
def _stored_alone(request: PlayRequest) -> Stored:
    """If another node of a cluster takes the seq or the key first, the next attempt finds that node's play. A NULL seq
    comes from a transaction that was rolled back halfway (`statements.record`).
    """
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        tally = _lock(cursor, request.player_id)
        [stored] = plays.write(cursor, [request], {request.player_id: tally})
        return stored


def _stored_group(requests: Sequence[PlayRequest]) -> list[Stored | None]:
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        tallies = statements.lock_available(cursor, [one.player_id for one in requests])
        stored = iter(plays.write(cursor, [one for one in requests if one.player_id in tallies], dict(tallies)))
        return [next(stored) if one.player_id in tallies else None for one in requests]


def _is_undone(error: DatabaseError) -> bool:
    """Whether nothing of the group was stored. The statements before COMMIT raise the errors about values."""
    return database_errors.is_rolled_back(error) or isinstance(error, (IntegrityError, DataError))


def _published(stored: Sequence[Stored]) -> list[Played | Exception]:
    if any(one.tally for one in stored):
        write_health.succeeded()
    results = iter(events.plays_stored([one for one in stored if not one.is_other_number]))
    return [
        KeyReused() if one.is_other_number else Played(one.play.seq, next(results), replayed=one.tally is None)
        for one in stored
    ]


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
