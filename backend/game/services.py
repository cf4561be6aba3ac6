"""Plays a number, which is the game's only write."""

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
REPEAT_SECONDS = 1.5  # after a group has taken longer than this, its plays aren't repeated


class KeyReused(Exception):
    """The idempotency key was used for another number."""


class NoSuchPlayer(Exception):
    """The player has been deleted."""


class NotPlayed(Exception):
    """The group didn't execute this play, which has to be executed alone."""

    def __init__(self, request: PlayRequest) -> None:
        super().__init__(request)
        self.request = request


@dataclass(frozen=True)
class Played:
    """`result` is JSON. `replayed` is True if an earlier call with the same key stored the play."""

    seq: int
    result: bytes
    replayed: bool


def digest_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def requested(player_id: int, number: int, *, key: str | None = None, asked: int | None = None) -> PlayRequest:
    """Describes a play of a valid number, executed at most once per key. `asked` is `Admission.asked`."""
    digest = digest_of(key) if key is not None else None
    return PlayRequest(player_id, number, digest, asked, request_id(), spans.current())


def play(player_id: int, number: int, *, key: str | None = None, asked: int | None = None) -> Played:
    """Raises KeyReused and NoSuchPlayer."""
    return play_alone(requested(player_id, number, key=key, asked=asked))


def play_alone(request: PlayRequest) -> Played:
    """Locks the player's statistics, which serializes the player's plays: seq has no gaps, and of concurrent calls with
    the same key, the first one plays and the others return its play. Publishes after the commit.

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
    """Executes one play with `play_alone`, and several with `play_group`."""
    PLAY_GROUP_SIZE.observe(len(requests))
    if len(requests) > 1:
        return play_group(requests)
    try:
        return [play_alone(one) for one in requests]
    except Exception as error:
        return [error]


def play_group(requests: Sequence[PlayRequest]) -> list[Played | Exception]:
    """Executes the plays in one transaction, with the same results as one by one. In place of a play that failed,
    returns an exception: NotPlayed if `play_alone` has to execute the play, because its row is locked or missing or the
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
    """Repeats conflicts: if another node of a cluster uses the seq or the key first, the next attempt finds that node's
    play. A NULL seq means that the transaction was rolled back halfway (`statements.record`).
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
    """Whether the error proves that no play was stored. Statements raise errors about values before COMMIT."""
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
    if tally is None:  # the player was created without signals (by a fixture, for example), or has been deleted
        _create_statistics(player_id)
        tally = statements.lock(cursor, player_id)
    return tally or Tally()


def _create_statistics(player_id: int) -> None:
    if not get_user_model().objects.filter(pk=player_id).exists():  # SQLite would raise an error only at the commit
        raise NoSuchPlayer
    try:
        with transaction.atomic():
            PlayerStatistics.objects.get_or_create(pk=player_id)
    except IntegrityError:
        raise NoSuchPlayer from None
