"""A new release replaces a running one."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest

from deploy.compose.tests.players import Player
from deploy.compose.tests.production.system import EVERYTHING
from deploy.compose.tests.stack import Stack

ROLLED_OUT = ("http", "socket", "worker", "mailer", "frontend")


@pytest.mark.timeout(1200)  # twelve instances, one after the other
async def test_a_roll_out_replaces_every_instance_and_fails_no_request(stack: Stack, player: Player) -> None:
    await player.register()
    received: list[int] = []
    opened, done = asyncio.Event(), asyncio.Event()
    beside = [asyncio.create_task(player.listen(received, opened)), asyncio.create_task(player.stay_signed_in())]
    await opened.wait()
    statuses: list[int] = []

    async def play() -> None:
        while not done.is_set():
            played = await player.http.post("/api/game/play/", json={"number": 842})
            page = await player.http.get("/login")
            statuses.extend((played.status_code, page.status_code))

    lanes = [asyncio.create_task(play()) for _ in range(3)]
    before = {one.id for service in ROLLED_OUT for one in stack.containers(service)}
    await asyncio.to_thread(stack.run, "deploy/compose/roll-out")
    done.set()
    await asyncio.gather(*lanes)
    await asyncio.sleep(5)
    assert not any(task.done() for task in beside)
    for task in beside:
        task.cancel()

    assert Counter(statuses) == {200: len(statuses)}
    assert received == list(range(1, len(statuses) // 2 + 1))
    assert Counter(one.service for one in stack.containers()) == EVERYTHING
    assert not before & {one.id for one in stack.containers()}
    assert "no issues" in stack.manage("check")
