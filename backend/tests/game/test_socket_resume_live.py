"""Connecting and resuming while plays continue or the database fails."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from django.db import OperationalError

from core import threads
from tests.api import Player
from tests.game.catching_up import open_since, seqs, with_plays
from tests.game.threads import on_a_thread
from tests.sockets import Sockets


def play(player: Player, count: int) -> None:
    for _ in range(count):
        assert player.play(842).status == 200


@pytest.mark.parametrize("moment", [1, 2, 3])
async def test_a_play_while_a_connect_replays_arrives_once_and_in_order(
    sockets: Sockets, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    """The hint arrives while the socket waits for the database: for its authentication, its position, its replay."""
    player = await with_plays(3)
    waits, has_played = 0, False
    run = threads.database.run

    async def play_once() -> None:
        nonlocal has_played
        if not has_played:
            has_played = True
            await on_a_thread(player.play, 842)

    async def with_a_play(work: Any, *arguments: Any, **more: Any) -> Any:
        nonlocal waits
        found = await run(work, *arguments, **more)
        if waits == moment:
            await play_once()
            await asyncio.sleep(0.05)
        waits += 1
        return found

    monkeypatch.setattr(threads.database, "run", with_a_play)
    socket = await open_since(sockets, player, 0)
    assert await seqs(socket, 3) == [1, 2, 3]
    await play_once()  # there may be fewer waits
    assert await seqs(socket, 1) == [4]
    assert await socket.receives_nothing()


async def test_connects_during_plays_have_no_gap_and_no_duplicate(sockets: Sockets) -> None:
    player = await with_plays(20)
    opened = []
    async with asyncio.TaskGroup() as parts:
        parts.create_task(on_a_thread(play, player, 40))
        for since in range(0, 20, 2):
            opened.append((since, await open_since(sockets, player, since)))
            await asyncio.sleep(0.01)
    for since, socket in opened:
        assert await seqs(socket, 60 - since) == list(range(since + 1, 61))
        assert await socket.receives_nothing(0.05)


async def test_resumes_during_plays_end_with_everything_in_order(sockets: Sockets) -> None:
    player = await with_plays(5)
    socket = await sockets.open(player.access)
    async with asyncio.TaskGroup() as parts:
        parts.create_task(on_a_thread(play, player, 30))
        for _ in range(5):
            await socket.send({"type": "resume", "since": 0})
    received = [0]
    while received[-1] < 35 or not await socket.receives_nothing():
        received += await seqs(socket, 1)
    runs = [at for at, seq in enumerate(received) if at and seq != received[at - 1] + 1]
    assert len(runs) <= 6  # one rewind per resume, in addition to the start, and never a gap within a run
    assert all(received[at] == 1 or at == 1 for at in runs)
    assert received[-35:] == list(range(1, 36))


async def test_a_database_that_fails_after_the_handshake_closes_nothing(
    sockets: Sockets, monkeypatch: pytest.MonkeyPatch
) -> None:
    player = await with_plays(3)
    waits = 0
    run = threads.database.run

    async def away_after_the_handshake(work: Any, *arguments: Any, **more: Any) -> Any:
        nonlocal waits
        waits += 1
        if waits > 2:
            raise OperationalError("away")
        return await run(work, *arguments, **more)

    with monkeypatch.context() as broken:
        broken.setattr(threads.database, "run", away_after_the_handshake)
        socket = await open_since(sockets, player, 1)
        assert await socket.receives_nothing()
        assert waits > 2
    assert await seqs(socket, 2) == [2, 3]
