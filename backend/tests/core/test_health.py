"""Is it alive, and does it have what it needs?"""

from __future__ import annotations

from typing import Any

import pytest
from celery import current_app
from django.db import OperationalError, connection
from pytest_django import DjangoAssertNumQueries, Settings

from config import services
from config.env import Env
from tests.api import Answer, call

NOWHERE = "redis://:password@127.0.0.1:1/0"

pytestmark = pytest.mark.django_db


@pytest.fixture
def database_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: Any, **__: Any) -> Any:
        raise OperationalError(2003, "Can't connect to MySQL server on '10.1.2.3:3306' (111)")

    monkeypatch.setattr(connection, "ensure_connection", away)
    monkeypatch.setattr(connection, "cursor", away)


@pytest.fixture
def redis_is_down(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    env = Env.parse({"REDIS_URL": NOWHERE})
    settings.REDIS_URL = env.redis
    settings.CACHES = services.caches(env)
    settings.CELERY_TASK_ALWAYS_EAGER = False
    monkeypatch.setitem(current_app.conf, "broker_url", NOWHERE)


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


@pytest.mark.usefixtures("database_is_down", "redis_is_down")
def test_what_is_wrong_inside_is_not_told_outside() -> None:
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
