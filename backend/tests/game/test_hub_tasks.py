"""The hub's tasks run only while there are sockets."""

from __future__ import annotations

import asyncio
import gc
from typing import Any

from channels.layers import get_channel_layer
from structlog.testing import capture_logs

from core.sockets.hub import hub
from game.live.consumers import GameConsumer
from tests.api import registered
from tests.game.threads import on_a_thread
from tests.sockets import HANGS_SECONDS, Sockets


def tasks_of_the_hub() -> list[asyncio.Task[Any]]:
    return [task for task in asyncio.all_tasks() if "Hub." in repr(task.get_coro())]


async def settled(count: int) -> None:
    async with asyncio.timeout(HANGS_SECONDS):
        while len(tasks_of_the_hub()) != count:
            await asyncio.sleep(0.01)


async def test_no_task_is_left_after_the_last_socket_and_the_next_one_starts_new_ones(sockets: Sockets) -> None:
    player, other = await on_a_thread(registered), await on_a_thread(registered)
    assert tasks_of_the_hub() == []
    for _ in range(3):
        first, second = await sockets.open(player.access), await sockets.open(other.access)
        assert len(tasks_of_the_hub()) == 3
        await first.close()
        await settled(3)
        await on_a_thread(other.play, 842)
        assert (await second.receive())["type"] == "game_result"
        await second.close()
        await settled(0)
        assert (hub().sockets, hub().by_owner) == ([], {})


async def test_nothing_of_a_closed_socket_is_kept(sockets: Sockets) -> None:
    player = await on_a_thread(registered)
    before = sum(type(one) is GameConsumer for one in gc.get_objects())
    socket = await sockets.open(player.access)
    await socket.send({"number": 842, "key": "one"})
    await socket.receive()
    await socket.close()
    sockets._opened.clear()
    del socket
    gc.collect()
    assert sum(type(one) is GameConsumer for one in gc.get_objects()) <= before


async def test_sockets_that_open_and_close_at_the_same_time_leave_nothing(sockets: Sockets) -> None:
    player = await on_a_thread(registered)
    for _ in range(5):
        opened = await asyncio.gather(*(sockets.open(player.access) for _ in range(8)))
        await on_a_thread(player.play, 842)
        for socket in opened:
            assert (await socket.receive())["type"] == "game_result"
        await asyncio.gather(*(socket.close() for socket in opened))
    await settled(0)
    assert hub().by_owner == {}


async def test_signing_out_the_last_player_logs_no_warning_and_leaves_no_channel(sockets: Sockets) -> None:
    """The hub's listener closes this socket itself, and therefore ends while handling a message."""
    for _ in range(3):
        player = await on_a_thread(registered)
        with capture_logs() as lines:
            socket = await sockets.open(player.access)
            await on_a_thread(player.post, "/auth/api/logout/")
            assert await socket.closed() == 4401
            await settled(0)
        assert [line["event"] for line in lines if line["log_level"] == "warning"] == []
        assert [name for name in get_channel_layer().channels if "hub." in str(name)] == []
