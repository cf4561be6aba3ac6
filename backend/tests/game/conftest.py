"""What the tests of the game need beyond a player and sockets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db.backends.signals import connection_created
from django_redis import get_redis_connection
from pytest_django import Settings

from config import services
from config.env import Env
from core import broadcast, pool
from tests.quick_passwords import quick_passwords
from tests.services import RedisServer

__all__ = ["quick_passwords"]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Every message that was published to anybody's sockets."""
    messages: list[dict[str, Any]] = []
    publish = broadcast.publish

    def noted(owner: str, message: dict[str, Any], **more: Any) -> None:
        messages.append({"owner": owner, **message})
        publish(owner, message, **more)

    monkeypatch.setattr(broadcast, "publish", noted)
    return messages


@pytest.fixture
def hints_are_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """The channel layer hands nothing on."""
    monkeypatch.setattr("core.hub.Hub._hear", _lose)


@pytest.fixture
def hasty_database(transactional_db: Any) -> Iterator[None]:
    """SQLite does not wait for the disk: for thousands of plays in a test that is not about durability."""

    def relax(connection: Any, **_: Any) -> None:
        if connection.vendor == "sqlite":
            connection.cursor().execute("PRAGMA synchronous=OFF")

    pool.close_connections()
    connection_created.connect(relax)
    yield
    connection_created.disconnect(relax)
    pool.close_connections()


@pytest.fixture(scope="session")
def spare_redis() -> Iterator[RedisServer]:
    with RedisServer() as server:
        yield server


@pytest.fixture
def with_redis(request: pytest.FixtureRequest, settings: Settings) -> None:
    """Redis is configured: the suite's own, or one that is started for the tests that need it."""
    if settings.REDIS_URL is None:
        env = Env.parse({"REDIS_URL": request.getfixturevalue("spare_redis").url})
        settings.REDIS_URL = env.redis_url
        settings.CACHES = services.caches(env)
        settings.CHANNEL_LAYERS = services.channel_layers(env)
        get_redis_connection("default").flushdb()


async def _lose(*_: object) -> None:
    pass
