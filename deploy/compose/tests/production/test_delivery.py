"""Every result reaches every socket, whichever instance serves it and whichever is killed."""

from __future__ import annotations

import asyncio
import time
from contextlib import AsyncExitStack

import pytest

from deploy.compose.tests import stack as docker
from deploy.compose.tests.players import Player, next_frame
from deploy.compose.tests.production.system import edge_lines
from deploy.compose.tests.stack import Stack

SOCKETS = 9


async def test_a_play_reaches_the_players_sockets_on_every_instance(stack: Stack, player: Player) -> None:
    await player.register()
    async with AsyncExitStack() as opened:
        sockets = [await opened.enter_async_context(player.socket()) for _ in range(SOCKETS)]
        results = [await player.play(number) for number in (842, 901, 2, 9998)]
        for socket in sockets:
            assert [await next_frame(socket) for _ in results] == [{"type": "game_result", **one} for one in results]

    # The edge logs a socket only when it has been closed.
    while len(ended := edge_lines(stack, "/ws/game/")) < SOCKETS:
        await asyncio.sleep(0.2)
    assert len({line["upstream"] for line in ended}) == 3
    assert len({line["upstream"] for line in edge_lines(stack, "/api/", "/auth/")}) >= 2


@pytest.mark.timeout(1200)  # nine containers, one after the other
async def test_whichever_container_is_killed_no_acknowledged_play_and_no_result_is_lost(
    stack: Stack, player: Player
) -> None:
    await player.register()
    received: list[list[int]] = [[] for _ in range(3)]
    opened = [asyncio.Event() for _ in received]
    renewal = asyncio.create_task(player.stay_signed_in(through_outages=True))
    listeners = [asyncio.create_task(player.listen(*one)) for one in zip(received, opened, strict=True)]
    await asyncio.gather(*(one.wait() for one in opened))
    acknowledged: list[int] = []
    done = asyncio.Event()

    async def play(lane: int) -> None:
        number = 0
        while not done.is_set():
            number += 1
            acknowledged.append(await player.play_until_acknowledged(number, f"{lane}-{number}"))
            await asyncio.sleep(0.02)

    lanes = [asyncio.create_task(play(lane)) for lane in range(4)]
    for service in ("http", "socket", "worker", "redis-cache", "redis-state", "frontend", "beat", "nginx", "mysql"):
        victim = stack.containers(service)[0]
        await asyncio.sleep(2)
        await asyncio.to_thread(docker.kill, victim)
        await asyncio.sleep(2)
        await asyncio.to_thread(docker.start, victim)
        await asyncio.to_thread(stack.wait_until_healthy)
    await asyncio.sleep(2)
    done.set()
    await asyncio.gather(*lanes)

    everything = list(range(1, len(acknowledged) + 1))
    assert sorted(acknowledged) == everything
    deadline = time.monotonic() + 5
    while any(one != everything for one in received) and time.monotonic() < deadline:
        await asyncio.sleep(0.1)
    assert not renewal.done()
    for task in (*listeners, renewal):
        task.cancel()
    assert [one == everything for one in received] == [True, True, True]
    assert len(everything) > 300
    statistics = (await player.http.get("/api/game/statistics/")).json()
    assert statistics["total_games"] == len(everything)
