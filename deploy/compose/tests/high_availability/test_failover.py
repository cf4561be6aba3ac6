"""Whichever primary is lost, plays go on, and none that was acknowledged is lost or played twice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from deploy.compose.tests import stack as docker
from deploy.compose.tests.players import Player, next_frame
from deploy.compose.tests.stack import Stack

NODES = ("mysql", "galera-2", "galera-3")
ASK_SIZE = "SHOW STATUS LIKE 'wsrep_cluster_size'"
CACHED_SECONDS = 5.0  # how old a cached summary may be


@asynccontextmanager
async def playing(player: Player) -> AsyncIterator[list[int]]:
    """The `seq` of every acknowledged play, in order, until the end of the block."""
    acknowledged: list[int] = []
    done = asyncio.Event()

    async def play() -> None:
        while not done.is_set():
            number = len(acknowledged) + 1
            acknowledged.append(await player.play_until_acknowledged(number, f"key-{number}"))
            await asyncio.sleep(0.02)

    task = asyncio.create_task(play())
    yield acknowledged
    done.set()
    await task


async def more(acknowledged: list[int]) -> None:
    before = len(acknowledged)
    while len(acknowledged) < before + 5:
        await asyncio.sleep(0.1)


def query(stack: Stack, service: str, statement: str) -> str:
    ask = 'MYSQL_PWD=$MARIADB_ROOT_PASSWORD exec mariadb -uroot --batch --skip-column-names --execute "$1"'
    return stack.exec(service, "sh", "-c", ask, "sh", statement).strip()


def test_every_container_is_healthy_and_the_cluster_is_one(stack: Stack) -> None:
    states = {one.service: one.state for one in stack.containers()}

    assert {**dict.fromkeys(states, "healthy"), "migrate": "exited(0)"} == states
    assert [query(stack, node, ASK_SIZE) for node in NODES] == ["wsrep_cluster_size\t3"] * 3


async def test_a_play_arrives_on_the_players_socket(player: Player) -> None:
    await player.register()
    async with player.socket() as socket:
        result = await player.play(842)
        assert await next_frame(socket) == {"type": "game_result", **result}


@pytest.mark.parametrize("victim", ["mysql", "redis-cache", "redis-state", "sentinel-1", "database"])
async def test_a_lost_part_loses_no_play(stack: Stack, player: Player, victim: str) -> None:
    await player.register()
    received: list[int] = []
    listener = asyncio.create_task(player.listen(received, asyncio.Event()))
    [container] = stack.containers(victim)
    async with playing(player) as acknowledged:
        await more(acknowledged)
        await asyncio.to_thread(docker.kill, container)
        if victim != "database":  # the one proxy that a single machine has
            await more(acknowledged)
        await asyncio.to_thread(docker.start, container)
        await asyncio.to_thread(stack.wait_until_healthy)
        await more(acknowledged)

    assert acknowledged == list(range(1, len(acknowledged) + 1))
    while len(received) < len(acknowledged):
        await asyncio.sleep(0.1)
    assert received == acknowledged
    listener.cancel()


async def test_a_lost_database_is_restored_from_its_backup(stack: Stack, player: Player, tmp_path: Path) -> None:
    await player.register()
    await player.play(842)
    file = stack.run("deploy/backup/backup", str(tmp_path)).strip()
    await player.play(841)

    stack.run("deploy/backup/restore", file, FORCE="1")

    await asyncio.sleep(CACHED_SECONDS)
    assert (await player.http.get("/api/game/statistics/")).json()["total_games"] == 1
    assert (await player.play(2))["seq"] == 2
