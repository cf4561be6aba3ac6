"""Continuously probes every web and socket process, bypassing the edge: whether it is alive and whether it
reaches Redis.
"""

from __future__ import annotations

import asyncio
import re

from benchmarks.chaos.checker.bounds import HEALTH, LIVE
from benchmarks.chaos.clients.client import Client, NoResponse
from benchmarks.chaos.history import REDIS_FAULT, History, Probe, Window, now
from tests.processes.programs import WebProgram

PAUSE_SECONDS = 1.0
METRICS = "/metrics"
REDIS_FAULTS = re.compile(rb"^numberplay_redis_faults_total (\S+)$", re.MULTILINE)
STATUSES = {LIVE: (200,), HEALTH: (200, 503)}


async def probe(name: str, program: WebProgram, history: History) -> None:
    """Runs until it is cancelled. Each path has its own connections, so that one that hangs doesn't block
    the others.
    """
    async with asyncio.TaskGroup() as probes:
        for path in STATUSES:
            probes.create_task(_probe(name, path, Client(program.port), history))
        probes.create_task(_count_redis_faults(name, Client(program.port), history))


async def _probe(name: str, path: str, client: Client, history: History) -> None:
    while True:
        began = now()
        try:
            answered = (await client.request("GET", path)).status in STATUSES[path]
        except NoResponse:
            answered = False
        history.probes.append(Probe(name, path, began, now(), answered))
        await asyncio.sleep(PAUSE_SECONDS)


async def _count_redis_faults(name: str, client: Client, history: History) -> None:
    known, since = 0, now()
    while True:
        began = now()
        count = await _redis_faults(client)
        if count is not None:
            if count > known:
                history.redis_faults.append(Window(REDIS_FAULT, name, since, now()))
            known, since = count, began
        await asyncio.sleep(PAUSE_SECONDS)


async def _redis_faults(client: Client) -> int | None:
    """The failed calls since the process started. None if it doesn't respond."""
    try:
        found = REDIS_FAULTS.search((await client.request("GET", METRICS)).body)
    except NoResponse:
        return None
    return int(float(found.group(1))) if found else None
