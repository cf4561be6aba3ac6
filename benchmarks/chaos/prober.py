"""Asks every web and socket process whether it lives, past the edge, all the time."""

from __future__ import annotations

import asyncio

from benchmarks.chaos.checker.bounds import HEALTH, LIVE
from benchmarks.chaos.client import Client, NoResponse
from benchmarks.chaos.history import History, Probe, now
from tests.processes.programs import WebProgram

PAUSE_SECONDS = 1.0
STATUSES = {LIVE: (200,), HEALTH: (200, 503)}


async def probe(name: str, program: WebProgram, history: History) -> None:
    """Until it is cancelled. Both paths have connections of their own: one that hangs hides nothing of the other."""
    async with asyncio.TaskGroup() as probes:
        for path in STATUSES:
            probes.create_task(_probe(name, path, Client(program.port), history))


async def _probe(name: str, path: str, client: Client, history: History) -> None:
    while True:
        began = now()
        try:
            answered = (await client.request("GET", path)).status in STATUSES[path]
        except NoResponse:
            answered = False
        history.probes.append(Probe(name, path, began, now(), answered))
        await asyncio.sleep(PAUSE_SECONDS)
