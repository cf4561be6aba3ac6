"""Reports the connection counts of one event loop to Redis, in order and one at a time."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping, Sequence, Set

from core import threads
from core.sockets.batcher import Batcher
from core.sockets.connection_limit import ConnectionCount, registration


class ConnectionCounts:
    """`by_owner` maps owners to their open sockets. The lock keeps reports in order."""

    def __init__(self, by_owner: Mapping[str, Set[object]]) -> None:
        self._by_owner = by_owner
        self._lock = asyncio.Lock()
        self._report: Batcher[ConnectionCount, bool] = Batcher(self._report_all)

    async def admit(self, owner: str, limit: int) -> bool:
        """Returns whether the owner has at most `limit` sockets across all processes, including the new one."""
        return await self._report(ConnectionCount(owner, self._here(owner), limit))

    def report(self, owner: str) -> None:
        """Reports that a socket of the owner is closed. Doesn't wait."""
        self._report.submit(ConnectionCount(owner, self._here(owner)))

    async def renew(self) -> None:
        """Renews the registration in Redis. Call it regularly."""
        async with self._lock:
            with contextlib.suppress(threads.Busy):
                total = sum(map(len, self._by_owner.values()))
                if not await threads.cache.run(registration.heartbeat, total):
                    counts = [ConnectionCount(owner, self._here(owner)) for owner in self._by_owner]
                    await threads.cache.run(registration.register, counts)

    async def deregister(self) -> None:
        async with self._lock:
            with contextlib.suppress(threads.Busy):
                await threads.cache.run(registration.deregister)

    async def _report_all(self, counts: Sequence[ConnectionCount]) -> Sequence[bool]:
        async with self._lock:
            try:
                return await threads.cache.run(registration.report, counts)
            except threads.Busy:
                registration.is_lost = True
                return [True] * len(counts)

    def _here(self, owner: str) -> int:
        return len(self._by_owner.get(owner, ()))
