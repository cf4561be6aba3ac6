"""On sockets, the service level objectives count results that are missing for too long, and unavailable plays."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest
from django.db import OperationalError

from core.sockets import hub
from core.sockets.hub import Hub
from game import metrics, selectors, services
from game.live import delivery
from tests import uncontended
from tests.game.catching_up import open_since, with_plays
from tests.game.threads import on_a_thread
from tests.sockets import SECONDS, Sockets


def overdue() -> float:
    return float(metrics.OVERDUE._value.get())


def plays(outcome: str) -> float:
    return float(metrics.SOCKET_PLAYS.labels(outcome)._value.get())


@pytest.fixture
def lost_hints(monkeypatch: pytest.MonkeyPatch) -> None:
    async def lost(self: Hub, message: dict[str, Any]) -> None:
        pass

    monkeypatch.setattr(Hub, "_dispatch", lost)
    monkeypatch.setattr(hub, "SWEEP_SECONDS", 0.05)


@pytest.mark.usefixtures("lost_hints")
async def test_a_result_that_cannot_be_read_is_counted_until_it_arrives(
    sockets: Sockets, monkeypatch: pytest.MonkeyPatch
) -> None:
    released, read = threading.Event(), selectors.results_after

    def held(*args: Any) -> Any:
        released.wait(SECONDS)
        return read(*args)

    monkeypatch.setattr(selectors, "results_after", held)
    monkeypatch.setattr(delivery, "OVERDUE_SECONDS", 0.2)
    before, player = overdue(), await with_plays(0)
    socket = await sockets.open(player.access)
    await on_a_thread(player.play, 842)
    began = time.monotonic()
    while overdue() == before and uncontended.since(began) < SECONDS:
        await socket.receives_nothing(0.05)
    assert overdue() > before

    released.set()
    assert (await socket.receive())["seq"] == 1
    after = overdue()
    assert await socket.receives_nothing(0.5)
    assert overdue() == after


@pytest.mark.usefixtures("lost_hints")
async def test_results_that_the_sweep_makes_up_for_are_not_counted(sockets: Sockets) -> None:
    before, player = overdue(), await with_plays(0)
    socket = await sockets.open(player.access)
    for seq in (1, 2, 3):
        await on_a_thread(player.play, 842)
        assert (await socket.receive())["seq"] == seq
    assert overdue() == before


@pytest.mark.usefixtures("lost_hints")
async def test_a_replay_that_waits_for_its_tokens_is_not_counted(
    sockets: Sockets, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery.ResultConnection, "tokens", lambda *_: 20)
    player = await with_plays(3)
    first = await open_since(sockets, player, 0)
    assert [(await first.receive())["seq"] for _ in range(3)] == [1, 2, 3]
    before = overdue()
    monkeypatch.setattr(delivery, "OVERDUE_SECONDS", 0.1)
    second = await open_since(sockets, player, 0)
    assert await second.receives_nothing(1)
    assert overdue() == before


async def test_unavailable_plays_are_counted_apart_from_answered_and_refused_ones(
    sockets: Sockets, monkeypatch: pytest.MonkeyPatch
) -> None:
    player = await with_plays(0)
    socket = await sockets.open(player.access)
    answered, unavailable = plays("answered"), plays("unavailable")
    await socket.send({"number": 842, "key": "one"})
    assert (await socket.receive())["type"] == "game_result"
    await socket.send({"number": 7, "key": "one"})
    assert (await socket.receive())["code"] == "idempotency_key_reused"
    await socket.send({"number": 0})
    assert (await socket.receive())["type"] == "error"
    assert (plays("answered") - answered, plays("unavailable") - unavailable) == (2, 0)

    def fails(*_: Any) -> Any:
        raise OperationalError(2013, "lost")

    monkeypatch.setattr(services, "play_alone", fails)
    await socket.send({"number": 842})
    assert (await socket.receive())["code"] == "service_unavailable"
    assert (plays("answered") - answered, plays("unavailable") - unavailable) == (2, 1)
