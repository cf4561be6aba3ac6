"""If a key is used on a socket and elsewhere at the same time, each play is answered by one frame in any case."""

from __future__ import annotations

import asyncio
import random
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError

from accounts.sessions import revocation, socket_auth
from core.sockets.hub import Hub
from game import services
from tests.api import Player, registered
from tests.game.threads import on_a_thread
from tests.processes.players import wait_until
from tests.sockets import Socket, Sockets

ROUNDS = 40
HINT_SECONDS = 0.2  # more than enough for a hint to arrive

COMMAND = {"number": 842, "key": "k"}


def elsewhere(player: Player) -> None:
    assert player.play(842, key="k").status == 200
    time.sleep(HINT_SECONDS)


@pytest.fixture
def during(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any, str, Callable[[], None]], None]:
    """`during(module, name, work)`: before its next call on a thread of the sockets, the function runs `work`."""

    def install(module: Any, name: str, work: Callable[[], None]) -> None:
        function, done = getattr(module, name), threading.Event()

        def with_work(*args: Any, **kwargs: Any) -> Any:
            if threading.current_thread().name.startswith("socket-") and not done.is_set():
                done.set()
                work()
            return function(*args, **kwargs)

        monkeypatch.setattr(module, name, with_work)

    return install


async def ready(sockets: Sockets) -> tuple[Player, Socket]:
    player = await on_a_thread(registered)
    return player, await sockets.open(player.access)


async def received(socket: Socket, count: int = 1) -> list[tuple[Any, ...]]:
    """Receives that many frames and any that follow immediately, as (seq or code, key, whether it is a replay)."""
    found: list[tuple[Any, ...]] = []
    while len(found) < count or not await socket.receives_nothing(2 * HINT_SECONDS):
        frame = await socket.receive()
        found.append((frame.get("seq", frame.get("code")), frame.get("key"), frame.get("replayed", False)))
    return found


async def test_played_over_http_while_the_play_waits_for_the_database(sockets: Sockets, during: Any) -> None:
    player, socket = await ready(sockets)
    during(services, "play_alone", lambda: elsewhere(player))
    await socket.send(COMMAND)
    assert await received(socket) == [(1, "k", False)]


async def test_played_over_http_while_the_play_waits_behind_another_command(sockets: Sockets, during: Any) -> None:
    player, socket = await ready(sockets)
    during(socket_auth, "authenticate_all", lambda: elsewhere(player))
    await socket.send({"type": "auth", "token": player.access})
    await socket.send(COMMAND)
    # The two frames may arrive in either order.
    assert set(await received(socket, 2)) == {(1, "k", False), (None, None, False)}


async def test_played_on_another_socket_while_the_play_waits(sockets: Sockets, during: Any) -> None:
    player, socket = await ready(sockets)
    other = await sockets.open(player.access)
    loop = asyncio.get_running_loop()

    def on_the_other() -> None:
        asyncio.run_coroutine_threadsafe(other.send(COMMAND), loop).result(5)
        time.sleep(HINT_SECONDS)

    during(services, "play_alone", on_the_other)
    await socket.send(COMMAND)
    assert await received(socket) == [(1, "k", False)]
    assert await received(other) == [(1, "k", False)]


async def test_the_hint_of_the_other_play_is_lost(sockets: Sockets, during: Any, hints_are_lost: None) -> None:
    player, socket = await ready(sockets)
    during(services, "play_alone", lambda: elsewhere(player))
    await socket.send(COMMAND)
    assert await received(socket) == [(1, "k", False)]


async def test_the_hint_comes_twice_and_late(sockets: Sockets, during: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    deliver = Hub._dispatch

    async def late(self: Hub, message: dict[str, Any]) -> None:
        await asyncio.sleep(HINT_SECONDS)
        await deliver(self, message)
        await deliver(self, message)

    monkeypatch.setattr(Hub, "_dispatch", late)  # before the hub listens
    player, socket = await ready(sockets)
    during(services, "play_alone", lambda: elsewhere(player))
    await socket.send(COMMAND)
    assert await received(socket) == [(1, "k", False)]


async def test_the_same_key_twice_on_one_socket_is_a_result_and_a_replay(sockets: Sockets, during: Any) -> None:
    player, socket = await ready(sockets)
    during(services, "play_alone", lambda: elsewhere(player))
    await socket.send(COMMAND)
    await socket.send(COMMAND)
    assert await received(socket, 2) == [(1, "k", False), (1, "k", True)]


async def test_another_number_elsewhere_is_no_answer(sockets: Sockets, during: Any) -> None:
    player, socket = await ready(sockets)
    during(services, "play_alone", lambda: elsewhere(player))
    await socket.send({"number": 2, "key": "k"})
    assert set(await received(socket, 2)) == {(1, None, False), ("idempotency_key_reused", None, False)}


async def test_played_elsewhere_before_the_command_is_a_replay(sockets: Sockets) -> None:
    player, socket = await ready(sockets)
    await on_a_thread(player.play, 842, key="k")
    assert await received(socket) == [(1, None, False)]
    await socket.send(COMMAND)
    assert await received(socket) == [(1, "k", True)]


async def test_played_elsewhere_while_the_rate_refuses_it(sockets: Sockets, during: Any, rates: Any) -> None:
    rates(play="1/hour")
    player, socket = await ready(sockets)

    def admit_late() -> None:
        elsewhere(player)
        wait_until(socket.has_frame)

    during(revocation, "admit_all", admit_late)
    await socket.send(COMMAND)
    assert await received(socket) == [(1, "k", False)]


async def test_played_elsewhere_while_the_database_refuses_it(sockets: Sockets, during: Any) -> None:
    player, socket = await ready(sockets)

    def away() -> None:
        elsewhere(player)
        wait_until(socket.has_frame)
        raise OperationalError("away")

    during(services, "play_alone", away)
    await socket.send(COMMAND)
    assert await received(socket) == [(1, "k", False)]


async def test_plays_without_a_key_are_answered_each(sockets: Sockets, during: Any) -> None:
    player, socket = await ready(sockets)
    during(services, "play_alone", lambda: elsewhere(player))
    await socket.send({"number": 842})
    await socket.send({"number": 842})
    assert await received(socket, 3) == [(1, None, False), (2, None, False), (3, None, False)]


async def test_forty_races_of_two_sockets_and_a_request(sockets: Sockets) -> None:
    player, one = await ready(sockets)
    other = await sockets.open(player.access)
    chance = random.Random(20)
    for number in range(1, ROUNDS + 1):
        command = {"number": 842, "key": f"k{number}"}
        await one.send(command)
        await asyncio.sleep(chance.random() / 200)
        await asyncio.gather(other.send(command), on_a_thread(player.play, 842, key=f"k{number}"))
        frame = await one.receive()
        assert (frame["seq"], frame["key"], "replayed" in frame) == (number, f"k{number}", False)
        frame = await other.receive()
        if "key" not in frame:  # the result had been sent before the command arrived
            assert frame["seq"] == number
            frame = await other.receive()
            assert frame["replayed"]
        assert (frame["seq"], frame["key"]) == (number, f"k{number}")
    assert await one.receives_nothing()
    assert await other.receives_nothing()
