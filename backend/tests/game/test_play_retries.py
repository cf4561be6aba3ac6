"""A play is retried only if the database has certainly rolled it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError

from core.db import transactions
from game import events
from game.models import Play
from game.storage import statements
from game.storage.plays import Stored
from tests.api import Player, registered

ROLLED_BACK = [1047, 1180, 1205, 1213, 3101]
UNKNOWN = [2006, 2013, 3100, 1053, 1290, 1317, 1836, 1969, 3024]
Refuse = Callable[..., list[int]]


def taken(constraint: str) -> IntegrityError:
    return IntegrityError(1062, f"Duplicate entry '1-1' for key '{constraint}'")


@pytest.fixture
def player(transactional_db: None) -> Player:
    return registered()


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    seqs: list[int] = []
    publish = events.plays_stored

    def noted(stored: Sequence[Stored]) -> Any:
        seqs.extend(one.play.seq for one in stored if one.tally)
        return publish(stored)

    monkeypatch.setattr(events, "plays_stored", noted)
    return seqs


@pytest.fixture
def refuse(monkeypatch: pytest.MonkeyPatch) -> Refuse:
    """Makes the next attempts fail with these errors after their statements. Returns the seq of each attempt."""

    def arrange(*errors: DatabaseError) -> list[int]:
        attempts: list[int] = []
        left, record = list(errors), statements.record

        def refused(*args: Any) -> Any:
            recorded = record(*args)
            attempts.extend(play.seq for play in recorded)
            if left:
                raise left.pop(0)
            return recorded

        monkeypatch.setattr(statements, "record", refused)
        return attempts

    return arrange


@pytest.mark.parametrize("code", ROLLED_BACK)
def test_a_play_that_is_certainly_rolled_back_is_repeated_as_a_whole(
    player: Player, published: list[int], refuse: Refuse, code: int
) -> None:
    attempts = refuse(OperationalError(code, "refused"), OperationalError(code, "refused"))
    answer = player.play(842, key="one")
    assert (answer.status, answer.json["seq"]) == (200, 1)
    assert attempts == [1, 1, 1]
    assert published == [1]
    assert list(Play.objects.values_list("seq", flat=True)) == [1]
    assert player.play(842).json["seq"] == 2


@pytest.mark.parametrize("constraint", ["play_seq_once", "game_play.play_seq_once", "play_key_once"])
def test_a_seq_or_key_that_another_node_has_taken_is_played_again(
    player: Player, refuse: Refuse, constraint: str
) -> None:
    attempts = refuse(taken(constraint))
    assert player.play(842, key="one").json["seq"] == 1
    assert attempts == [1, 1]


def test_the_next_attempt_finds_the_play_that_another_node_made_with_the_key(
    player: Player, published: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = player.play(842, key="one")
    look, looks = statements.played_with, []

    def too_early(*args: Any) -> Any:
        looks.append(args)
        return look(*args) if len(looks) > 1 else {}

    def refused(*args: Any) -> Any:
        raise taken("play_key_once")

    monkeypatch.setattr(statements, "played_with", too_early)
    monkeypatch.setattr(statements, "record", refused)
    answer = player.play(842, key="one")
    assert (answer.status, answer.json) == (200, first.json)
    assert answer.headers["Idempotent-Replayed"] == "true"
    assert (len(looks), published) == (2, [1])
    assert Play.objects.count() == 1


@pytest.mark.parametrize("code", UNKNOWN)
def test_an_unknown_outcome_is_never_repeated(player: Player, published: list[int], refuse: Refuse, code: int) -> None:
    attempts = refuse(OperationalError(code, "who knows"))
    answer = player.play(842)
    assert answer.status == 503
    assert int(answer.headers["Retry-After"]) >= 1
    assert (attempts, published) == ([1], [])
    assert Play.objects.count() == 0


def test_attempts_end_with_the_time_for_them(
    player: Player, published: list[int], refuse: Refuse, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempts, took = refuse(*[OperationalError(1213, "refused")] * 1000), 0.0

    def sleep(seconds: float) -> None:
        nonlocal took
        took += seconds

    monkeypatch.setattr(transactions, "time", SimpleNamespace(monotonic=lambda: took, sleep=sleep))
    assert player.play(842).status == 503
    assert took > transactions.LAST_ATTEMPT_SECONDS - transactions.LONGEST_PAUSE_SECONDS
    assert took <= transactions.LAST_ATTEMPT_SECONDS < 3
    assert 5 < len(attempts) < 60
    assert (Play.objects.count(), published) == (0, [])


def test_an_ordinary_violation_stays_what_it_is(player: Player, refuse: Refuse) -> None:
    attempts = refuse(taken("another_constraint"))
    assert player.play(842).status == 500
    assert attempts == [1]
