"""One run: a client program plays and subscribes, while the servers restart and Redis is flushed once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from conformance.faults.proxy import FaultyProxy
from conformance.faults.report import Report
from conformance.faults.servers import Servers, two_servers
from conformance.server.log import Log
from conformance.server.program import running
from numberplay import AsyncClient

EMAIL, PASSWORD = "ada@example.com", "a lovely engine of 1843"
RESTART_SECONDS = 6.0  # of plays for each restart, so that the restarts happen during the plays
STALLED_SECONDS = 120.0  # the longest time without a play or a result, however many plays there are
LATE_SECONDS = 1.0  # time to detect results that must not arrive

Progress = Callable[[Log], None]


async def run(
    language: str, command: Sequence[str], folder: Path, *, plays: int, restarts: int, progress: Progress
) -> Report:
    began, log = time.monotonic(), Log()
    with two_servers(folder) as servers:
        proxy = FaultyProxy(servers.ports, seed=16)
        async with proxy.running() as url, AsyncClient(servers.url) as account, AsyncClient(servers.url) as session:
            await account.register("ada", EMAIL, PASSWORD)
            await session.sign_in(EMAIL, PASSWORD)
            assert session.tokens is not None
            actions = _actions(plays, pause=RESTART_SECONDS * restarts / plays)
            given = {"url": url, "speed": 1, "tokens": vars(session.tokens), "actions": actions}
            async with running(command, given, log) as program:
                restarted, _, _ = await asyncio.gather(
                    _restart(servers, log, plays, restarts),
                    _flush_redis(servers, log, plays // 2),
                    _until_complete(log, plays, progress),
                )
            errors = await program
            rows = (await account.statistics())["total_games"]
    seconds = time.monotonic() - began
    return Report(language, plays, restarts, restarted, log, proxy.faults, rows, errors, seconds)


def _actions(plays: int, pause: float) -> list[dict[str, float]]:
    actions: list[dict[str, float]] = [{"subscribe": 0}]
    for number in range(1, plays + 1):
        actions += [{"play": number}, {"wait": pause}]
    return actions


async def _restart(servers: Servers, log: Log, plays: int, restarts: int) -> int:
    """Spreads the restarts evenly over the plays, and returns how many began before the last play."""
    for number in range(restarts):
        try:
            await _until_played(log, (2 * number + 1) * plays // (2 * restarts))
        except TimeoutError:
            return number
        if len(log.reported("played")) == plays:
            return number
        await asyncio.to_thread(servers.restart, number)
    return restarts


async def _flush_redis(servers: Servers, log: Log, after: int) -> None:
    with suppress(TimeoutError):
        await _until_played(log, after)
        await asyncio.to_thread(servers.flush_redis)


async def _until_played(log: Log, count: int) -> None:
    """Raises `TimeoutError` if the program stalls."""
    await _until(log, lambda: len(log.reported("played")) + len(log.reported("failed")) >= count)


async def _until_complete(log: Log, plays: int, progress: Progress) -> None:
    def is_complete() -> bool:
        progress(log)
        return len(log.reported("result")) >= plays and len(log.reported("played")) >= plays

    with suppress(TimeoutError):
        await _until(log, is_complete)
        await asyncio.sleep(LATE_SECONDS)
    progress(log)


async def _until(log: Log, is_over: Callable[[], bool]) -> None:
    known, changed_at = 0, time.monotonic()
    while not is_over():
        await asyncio.sleep(0.05)
        if len(log.events) > known:
            known, changed_at = len(log.events), time.monotonic()
        elif time.monotonic() - changed_at > STALLED_SECONDS:
            raise TimeoutError
