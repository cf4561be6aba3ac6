"""Whether a session is on is known without asking the database, and never wrongly for long."""

from __future__ import annotations

import time

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import Session
from core.redis import breaker
from tests.accounts.ageing import flush, restart, works
from tests.api import Player, call
from tests.core.clock import Clock

pytestmark = pytest.mark.usefixtures("committed")

HISTORY = "/api/game/history/"


def reads(player: Player) -> int:
    """The status of a read that is cached, so that any query is about the session."""
    return player.get(HISTORY).status


def end_without_a_word() -> None:
    Session.objects.update(ended_at=timezone.now())


def test_a_request_asks_nothing_of_the_database(
    player: Player, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert reads(player) == 200
    with django_assert_num_queries(0):
        assert [reads(player) for _ in range(5)] == [200] * 5


def test_after_a_restart_and_a_flush_the_row_is_asked_once(
    player: Player, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert reads(player) == 200
    restart()
    flush()
    with django_assert_num_queries(1):
        assert call("GET", "/auth/api/sessions/x/", token=player.access).status == 404
        assert player.patch(HISTORY, {}).status == 405
    with django_assert_num_queries(0):
        assert player.patch(HISTORY, {}).status == 405


def test_an_ended_session_stays_ended_after_a_restart(player: Player) -> None:
    player.post("/auth/api/logout/")
    restart()
    assert not works(player.access)
    flush()
    restart()
    assert not works(player.access)


def test_an_end_that_nobody_heard_of_counts_after_a_restart_and_a_flush(player: Player) -> None:
    assert reads(player) == 200
    end_without_a_word()
    restart()
    flush()
    assert reads(player) == 401


def test_an_end_that_nobody_heard_of_counts_after_two_seconds_of_memory(player: Player, clock: Clock) -> None:
    flush()
    assert reads(player) == 200
    end_without_a_word()
    flush()

    clock.move(2.01)

    assert reads(player) == 401


def test_an_end_while_redis_was_away_counts_once_it_is_back(
    player: Player, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert reads(player) == 200
    monkeypatch.setattr(breaker, "_closed_until", float("inf"))
    assert player.post("/auth/api/logout/").status == 204
    assert reads(player) == 401
    breaker.reset()
    clock.move(2.01)

    deadline = time.monotonic() + 2
    while reads(player) == 200 and time.monotonic() < deadline:
        time.sleep(0.05)

    assert reads(player) == 401


def test_a_session_of_nobody_is_over(player: Player) -> None:
    Session.objects.all().delete()
    restart()
    flush()
    assert reads(player) == 401
