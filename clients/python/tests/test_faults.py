"""Every result once and in order, behind a faulty proxy, while servers restart and Redis forgets everything.

CLIENT_PLAYS and CLIENT_RESTARTS ask for more of them.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import redis
from faulty_proxy import FaultyProxy
from servers import Servers, two_servers

from numberplay import AsyncClient, Result

PLAYS = int(os.environ.get("CLIENT_PLAYS", "150"))
RESTARTS = int(os.environ.get("CLIENT_RESTARTS", "3"))
MISSING_SECONDS = 120
PLAY_SECONDS = 120.0
EMAIL, PASSWORD = "ada@example.com", "a lovely engine of 1843"


def test_every_result_arrives_once_and_in_order(tmp_path: Path) -> None:
    with two_servers(tmp_path) as servers:
        asyncio.run(_play_and_subscribe(servers))


async def _play_and_subscribe(servers: Servers) -> None:
    proxy = FaultyProxy([process.port for process in servers.processes], seed=16)
    direct = servers.processes[0].url
    async with proxy.running() as url, AsyncClient(direct) as account, AsyncClient(direct) as second:
        await account.register("ada", EMAIL, PASSWORD)
        await second.sign_in(EMAIL, PASSWORD)
        async with AsyncClient(url, tokens=second.tokens) as client:
            received: list[Result] = []
            reading = asyncio.create_task(_read(client, received))
            played = await _play(client, servers)
            async with asyncio.timeout(MISSING_SECONDS):
                await reading
            await asyncio.sleep(1)  # for what must not arrive
            assert received == played
            assert (await account.statistics())["total_games"] == PLAYS
    assert min(proxy.faults.values()) > 0
    assert set(proxy.faults) == {"refused", "response lost", "dropped", "duplicated", "disconnected", "delayed"}


async def _read(client: AsyncClient, received: list[Result]) -> None:
    subscription = client.subscribe(since=0)
    async for result in subscription:
        received.append(result)
        if len(received) == PLAYS:
            break


async def _play(client: AsyncClient, servers: Servers) -> list[Result]:
    played = []
    every = max(PLAYS // RESTARTS, 1)
    restarting = asyncio.create_task(asyncio.sleep(0))
    for number in range(1, PLAYS + 1):
        if number % every == every // 2:
            await restarting
            process = servers.processes[number // every % 2]
            restarting = asyncio.create_task(asyncio.to_thread(process.restart))
        if number == PLAYS // 2:
            await asyncio.to_thread(_flush, servers.redis.url)
        played.append(await client.play(number, within=PLAY_SECONDS))
    await restarting
    return played


def _flush(url: str) -> None:
    with redis.Redis.from_url(url) as connection:
        connection.flushall()
