"""The health checks."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from celery import current_app
from django.db import OperationalError, connection, connections
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from config import services
from config.env import Env
from core.api.health import CHECKS
from core.api.shared_check import SharedCheck
from core.db import write_health
from core.models import WriteProbe
from game.models import Play
from operations.tasks import clear_write_probes
from tests import uncontended
from tests.api import Answer, Player, call
from tests.processes.players import wait_until

ANSWER_SECONDS = 3.0
NOWHERE = "redis://:password@127.0.0.1:1/0"

# The checks run in their own threads, with their own connections.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def database_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: Any, **__: Any) -> Any:
        raise OperationalError(2003, "Can't connect to MySQL server on '10.1.2.3:3306' (111)")

    monkeypatch.setattr(connection, "ensure_connection", away)
    monkeypatch.setattr(connections, "create_connection", away)


@pytest.fixture
def redis_is_down(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    env = Env.parse({"REDIS_URL": NOWHERE})
    settings.REDIS_URL = env.redis
    settings.CACHES = services.caches(env)
    settings.CELERY_TASK_ALWAYS_EAGER = False
    monkeypatch.setitem(current_app.conf, "broker_url", NOWHERE)


def forget_health() -> None:
    for check in CHECKS:
        check.forget()


def checks(answer: Answer) -> list[str]:
    return [name for name, state in answer.json["checks"].items() if state == "down"]


def test_with_everything_there_it_is_healthy(settings: Settings) -> None:
    answer = call("GET", "/health/")

    assert answer.status == 200
    assert answer.json == {
        "status": "healthy",
        "version": settings.VERSION,
        "build": "development",
        "checks": {"database": "up", "cache": "up", "channel_layer": "up", "tasks": "up"},
    }
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("redis_is_down")
def test_without_redis_it_is_degraded_and_still_200() -> None:
    answer = call("GET", "/health/")

    assert (answer.status, answer.json["status"]) == (200, "degraded")
    assert checks(answer) == ["cache", "channel_layer", "tasks"]


@pytest.mark.usefixtures("database_is_down")
def test_without_the_database_it_is_unhealthy_and_503() -> None:
    answer = call("GET", "/health/")

    assert (answer.status, answer.json["status"]) == (503, "unhealthy")
    assert checks(answer) == ["database"]


@pytest.mark.usefixtures("database_is_down")
def test_unhealthy_is_an_answer_and_no_error_in_the_log(log_lines: Callable[[], list[dict[str, Any]]]) -> None:
    call("GET", "/health/")

    written = [(line["event"], line["level"], line.get("status")) for line in log_lines()]
    assert written == [("request.finished", "info", 503)]


@pytest.mark.usefixtures("database_is_down", "redis_is_down")
def test_internals_are_not_exposed() -> None:
    answer = call("GET", "/health/")

    assert (answer.status, answer.json["status"]) == (503, "unhealthy")
    assert set(answer.json) == {"status", "version", "build", "checks"}
    assert len(checks(answer)) == 4
    for word in ("10.1.2.3", "127.0.0.1", "MySQL", "Error", "password", "redis", "111"):
        assert word not in answer.raw.decode()


@pytest.mark.usefixtures("database_is_down", "redis_is_down")
def test_it_is_alive_without_any_of_them(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    answer = call("GET", "/health/live/")
    assert (answer.status, answer.json) == (200, {"status": "alive"})


def test_being_alive_touches_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert call("GET", "/health/live/").status == 200


@pytest.mark.parametrize("token", ["not.a.token", "x"])
def test_both_are_public_and_do_not_look_at_a_token(token: str) -> None:
    assert call("GET", "/health/", token=token).status == 200
    assert call("GET", "/health/live/", token=token).status == 200


def test_a_probe_leaves_one_row_of_the_process_and_the_nightly_cleaning_takes_those_that_are_gone() -> None:
    assert call("GET", "/health/").json["checks"]["database"] == "up"
    forget_health()
    assert call("GET", "/health/").json["checks"]["database"] == "up"
    (probe,) = WriteProbe.objects.all()
    gone = timezone.now() - timedelta(days=2)
    WriteProbe.objects.create(process="gone:1", probed_at=gone)
    assert clear_write_probes() == 1
    assert list(WriteProbe.objects.all()) == [probe]


def test_a_locked_database_is_read_only(player: Player) -> None:
    """Locks the whole SQLite database for writes, or a table."""
    lock = "BEGIN IMMEDIATE" if connection.vendor == "sqlite" else f"LOCK TABLES {Play._meta.db_table} READ"
    end = "ROLLBACK" if connection.vendor == "sqlite" else "UNLOCK TABLES"
    with connection.cursor() as cursor:
        cursor.execute(lock)
        answer = call("GET", "/health/")
        cursor.execute(end)
    assert (answer.status, answer.json["status"]) == (200, "degraded")
    assert answer.json["checks"] == {"database": "read_only", "cache": "up", "channel_layer": "up", "tasks": "up"}


def test_recent_writes_make_a_probe_unnecessary(player: Player) -> None:
    write_health.refused()
    assert call("GET", "/health/").json["checks"]["database"] == "read_only"
    forget_health()
    assert player.play(842).status == 200
    assert call("GET", "/health/").json["checks"]["database"] == "up"
    assert not WriteProbe.objects.exists()


def test_a_check_that_hangs_is_shared_and_ends_no_later_than_all_others() -> None:
    began, end = time.monotonic(), threading.Event()
    runs: list[None] = []

    def hang() -> Iterator[str]:
        runs.append(None)
        yield "so far"
        end.wait(10)
        yield "in the end"

    check = SharedCheck(hang, "nothing")
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda _: check.run().result(), range(8))) == ["so far"] * 8
    assert uncontended.since(began) < ANSWER_SECONDS
    assert check.run().result() == "so far"
    end.set()
    wait_until(lambda: check.run().result() == "in the end")
    assert len(runs) == 1
