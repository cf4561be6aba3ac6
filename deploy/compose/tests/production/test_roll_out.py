"""A new release replaces a running one."""

from __future__ import annotations

import asyncio
from collections import Counter

import httpx
import pytest

from deploy.compose.tests.players import Player
from deploy.compose.tests.production.system import EVERYTHING, edge_lines
from deploy.compose.tests.stack import Stack

ROLLED_OUT = ("http", "socket", "worker", "mailer", "frontend")
PLAY = "/api/game/play/"


@pytest.mark.timeout(1200)  # twelve instances, one after the other
async def test_a_roll_out_replaces_every_instance_and_fails_no_request(stack: Stack, player: Player) -> None:
    await player.register()
    received: list[int] = []
    opened, done = asyncio.Event(), asyncio.Event()
    beside = [asyncio.create_task(player.listen(received, opened)), asyncio.create_task(player.stay_signed_in())]
    await opened.wait()
    played: list[str] = []
    failed: list[str] = []

    async def judge(response: httpx.Response) -> None:
        if response.url.path == PLAY:
            played.append(response.headers["X-Request-ID"])
        if response.status_code != 200:
            failed.append(response.headers["X-Request-ID"])

    async def play() -> None:
        while not done.is_set():
            await player.http.post(PLAY, json={"number": 842})
            await player.http.get("/login")

    player.http.event_hooks["response"].append(judge)
    lanes = [asyncio.create_task(play()) for _ in range(3)]
    before = {one.id for service in ROLLED_OUT for one in stack.containers(service)}
    await asyncio.to_thread(stack.run, "deploy/compose/roll-out")
    done.set()
    await asyncio.gather(*lanes)
    await asyncio.sleep(5)
    assert not any(task.done() for task in beside)
    for task in beside:
        task.cancel()

    assert [line for line in edge_lines(stack, "/") if line["request_id"] in failed] == []
    assert failed == []
    assert received == list(range(1, len(played) + 1))
    assert Counter(one.service for one in stack.containers()) == EVERYTHING
    assert not before & {one.id for one in stack.containers()}
    assert "no issues" in stack.manage("check")
