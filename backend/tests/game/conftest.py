"""Fixtures of the game's tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.db.backends.signals import connection_created
from redis.connection import AbstractConnection

from core import threads
from core.sockets import publish
from tests.quick_passwords import quick_passwords

__all__ = ["quick_passwords"]


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """All messages published to sockets."""
    messages: list[dict[str, Any]] = []
    to_owners = publish.to_owners

    def noted(hints: Sequence[publish.Hint]) -> None:
        messages.extend({"owner": hint.owner, **hint.message} for hint in hints)
        to_owners(hints)

    monkeypatch.setattr(publish, "to_owners", noted)
    return messages


@pytest.fixture
def round_trips(with_redis: None, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """All commands that a blocking client sends to Redis. A pipeline counts once."""
    sent: list[object] = []
    send: Any = AbstractConnection.send_packed_command

    def noted(self: Any, command: Any, check_health: bool = True) -> Any:
        sent.append(command)
        return send(self, command, check_health)

    monkeypatch.setattr(AbstractConnection, "send_packed_command", noted)
    return sent


@pytest.fixture
def hints_are_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes the channel layer lose all messages."""
    monkeypatch.setattr("core.sockets.hub.Hub._dispatch", _lose)


@pytest.fixture
def short_timeouts(transactional_db: Any) -> Iterator[None]:
    """Keeps SQLite from syncing to disk, for tests that make thousands of plays and aren't about durability."""

    def relax(connection: Any, **_: Any) -> None:
        if connection.vendor == "sqlite":
            connection.cursor().execute("PRAGMA synchronous=OFF")

    threads.database.close_connections()
    connection_created.connect(relax)
    yield
    connection_created.disconnect(relax)
    threads.database.close_connections()


async def _lose(*_: object) -> None:
    pass
