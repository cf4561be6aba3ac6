"""The current figures on the first page of the admin."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from core.redis.client import breaker
from core.sockets.connection_limit import TOTALS, ConnectionCount, Registration
from operations import live


@pytest.mark.usefixtures("with_redis")
def test_those_of_live_processes_are_added_up() -> None:
    one, other, killed = Registration(), Registration(), Registration()
    one.heartbeat(3)
    other.heartbeat(4)
    killed.heartbeat(5)
    assert one.total() == 12
    assert live.open_sockets() == 12

    one.heartbeat(2)
    other.deregister()
    breaker.run(lambda connection: connection.execute(("DEL", killed._heartbeat_key())))
    assert one.total() == 2
    assert breaker.run(lambda connection: connection.execute(("HLEN", TOTALS))) == [1]

    other.register([ConnectionCount("1", 1)])  # under a new id
    other.heartbeat(1)
    assert one.total() == 3


@pytest.mark.usefixtures("with_redis")
def test_before_any_process_there_are_none() -> None:
    assert Registration().total() == 0


def test_without_redis_they_are_those_of_this_process(settings: Settings) -> None:
    settings.REDIS_URL = None
    assert live.open_sockets() == 0
    assert Registration().total() is None


def test_degraded_services_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    states = {"database": "read_only", "cache": "up", "channel_layer": "down", "tasks": "up"}
    monkeypatch.setattr(live, "states_of_services", lambda: states)
    assert live.services() == "Degraded: database (read_only), channel layer (down)."
