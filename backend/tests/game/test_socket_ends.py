"""However a socket ends, its slot is freed immediately, for the hub, the gauge and the player's next socket."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from core.metrics.definitions import SOCKETS
from core.sockets.hub import hub
from game import selectors, services
from game.live.consumers import GameConsumer
from game.models import Play
from tests import uncontended
from tests.api import Player, registered
from tests.game.threads import on_a_thread
from tests.sockets import HANGS_SECONDS, Socket, Sockets

SLOT_SECONDS = 2.0


@pytest.fixture
def hang() -> Iterator[threading.Event]:
    """Releases everything that waits for it at the end of the test."""
    event = threading.Event()
    yield event
    event.set()


@pytest.fixture
def gauge() -> float:
    return float(SOCKETS._value.get())


def slow(module: Any, name: str, hang: threading.Event, monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Makes `module.name` hang until `hang` is set. Returns an event that is set when it is called."""
    function, called = getattr(module, name), threading.Event()

    def hanging(*args: Any, **kwargs: Any) -> Any:
        called.set()
        assert hang.wait(30)
        return function(*args, **kwargs)

    monkeypatch.setattr(module, name, hanging)
    return called


async def opened(sockets: Sockets) -> tuple[Player, Socket]:
    player = await on_a_thread(registered)
    return player, await sockets.open(player.access)


async def slot_is_free(gauge: float) -> None:
    async def freed() -> None:
        while hub().by_owner or SOCKETS._value.get() != gauge:
            await asyncio.sleep(0.01)

    await uncontended.wait_for(freed(), SLOT_SECONDS)


async def test_a_close_while_a_play_waits_for_the_database(
    sockets: Sockets, monkeypatch: pytest.MonkeyPatch, hang: threading.Event, gauge: float
) -> None:
    _, socket = await opened(sockets)
    called = slow(services, "play_alone", hang, monkeypatch)
    await socket.send({"number": 842})
    assert await on_a_thread(called.wait, HANGS_SECONDS)
    await socket.leave()
    await slot_is_free(gauge)
    hang.set()
    await socket.ended()
    assert await on_a_thread(Play.objects.count) == 1


async def test_a_close_while_the_handshake_waits_for_the_database(
    sockets: Sockets, monkeypatch: pytest.MonkeyPatch, hang: threading.Event, gauge: float
) -> None:
    player = await on_a_thread(registered)
    called = slow(selectors, "newest_seqs", hang, monkeypatch)
    socket = await sockets.start_handshake(player.access)
    assert await on_a_thread(called.wait, HANGS_SECONDS)
    assert SOCKETS._value.get() == gauge + 1
    await socket.leave()
    await slot_is_free(gauge)
    await socket.ended()


async def test_a_server_that_cancels_the_socket(
    sockets: Sockets, monkeypatch: pytest.MonkeyPatch, hang: threading.Event, gauge: float
) -> None:
    """Like Daphne when an application "took too long to shut down and was killed"."""
    _, socket = await opened(sockets)
    called = slow(services, "play_alone", hang, monkeypatch)
    await socket.send({"number": 842})
    assert await on_a_thread(called.wait, HANGS_SECONDS)
    await socket.cancel()
    await slot_is_free(gauge)


async def test_an_exception_in_the_consumer_closes_with_1011(
    sockets: Sockets, monkeypatch: pytest.MonkeyPatch, gauge: float
) -> None:
    async def fail(*_: object) -> None:
        raise LookupError("a fault of ours")

    _, socket = await opened(sockets)
    monkeypatch.setattr(GameConsumer, "on_command", fail)
    await socket.send({"type": "ping"})
    assert await socket.closed() == 1011
    await slot_is_free(gauge)


async def test_a_send_that_raises(sockets: Sockets, monkeypatch: pytest.MonkeyPatch, gauge: float) -> None:
    async def gone(*_: object, **__: object) -> None:
        raise ConnectionError("closed")

    _, socket = await opened(sockets)
    monkeypatch.setattr(GameConsumer, "send", gone)
    await socket.send({"type": "ping"})
    await socket.leave()
    await slot_is_free(gauge)


async def test_plays_sent_before_the_close_are_played(sockets: Sockets, gauge: float) -> None:
    _, socket = await opened(sockets)
    for _ in range(5):
        await socket.send({"number": 842})
    await socket.leave()
    await slot_is_free(gauge)
    await socket.ended()
    assert await on_a_thread(Play.objects.count) == 5


async def test_plays_sent_after_a_frame_that_closes_are_not_played(sockets: Sockets, gauge: float) -> None:
    _, socket = await opened(sockets)
    await socket.send({"number": 842})
    await socket.send("x" * 5000)
    await socket.send({"number": 841})
    assert await socket.closed() == 1009
    await slot_is_free(gauge)  # although the client has not answered the close
    assert await on_a_thread(Play.objects.count) == 1
