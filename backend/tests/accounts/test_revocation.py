"""The status of a session is cached, and never stale for long."""

from __future__ import annotations

import time

import pytest
from django.utils import timezone
from django_redis import get_redis_connection
from pytest_django import DjangoAssertNumQueries

from accounts.models import Session
from accounts.sessions import revocation
from accounts.sessions.tokens import read_access
from core.redis.client import breaker
from tests import uncontended
from tests.accounts.ageing import flush, restart, works
from tests.api import Player, call
from tests.core.clock import Clock

pytestmark = pytest.mark.usefixtures("committed")

HISTORY = "/api/game/history/"


def reads(player: Player) -> int:
    """The status of a cached read, so that any query is about the session."""
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


def test_an_unannounced_end_counts_after_a_restart_and_a_flush(player: Player) -> None:
    assert reads(player) == 200
    end_without_a_word()
    restart()
    flush()
    assert reads(player) == 401


def test_an_unannounced_end_counts_after_two_seconds(player: Player, clock: Clock) -> None:
    flush()
    assert reads(player) == 200
    end_without_a_word()
    flush()

    clock.move(2.01)

    assert reads(player) == 401


def test_an_end_that_redis_missed_counts_after_five_seconds(
    player: Player, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    restart()
    assert reads(player) == 200  # from the row, and now cached in Redis
    with monkeypatch.context() as unavailable:
        unavailable.setattr(breaker, "_closed_until", float("inf"))
        assert player.post("/auth/api/logout/").status == 204
        assert reads(player) == 401
    breaker.reset()
    clock.move(2.01)

    began = time.monotonic()
    while reads(player) == 200 and uncontended.since(began) < 5:
        time.sleep(0.05)

    assert reads(player) == 401


@pytest.mark.parametrize("asked_ago", [0, 3000, 6000])
def test_an_active_session_is_cached_for_five_seconds_from_the_question(
    player: Player, with_redis: None, asked_ago: int
) -> None:
    redis = get_redis_connection("default")
    session_id = str(Session.objects.get().pk)
    seconds, micros = redis.time()
    revocation._active_rows([read_access(player.access)], seconds * 1000 + micros // 1000 - asked_ago)
    left = redis.pttl(f"np:session:{session_id}")
    later, more_micros = redis.time()
    passed = (later - seconds) * 1000 + (more_micros - micros) / 1000
    assert left == -2 if asked_ago > 5000 else 4999 - passed <= left + asked_ago <= 5001


def test_a_row_that_was_read_before_the_end_does_not_hide_it(player: Player, with_redis: None) -> None:
    session_id = str(Session.objects.get().pk)
    assert player.post("/auth/api/logout/").status == 204
    Session.objects.update(ended_at=None)  # the view of a slow reader
    restart()
    seconds, _ = get_redis_connection("default").time()
    assert revocation._active_rows([read_access(player.access)], seconds * 1000) == {session_id}
    revocation.local.clear()
    assert reads(player) == 401


def test_an_unknown_session_has_ended(player: Player) -> None:
    Session.objects.all().delete()
    restart()
    flush()
    assert reads(player) == 401
