"""Detects a dead connection that was never closed, as happens behind some proxies and after standby."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Never

from numberplay.clock import Clock

PING_EVERY_SECONDS = 25.0
PONG_SECONDS = 8.0


class Heartbeat:
    def __init__(self, clock: Clock, ping: Callable[[], Awaitable[None]]) -> None:
        self._clock = clock
        self._ping = ping
        self._answered = asyncio.Event()
        self._is_due = asyncio.Event()

    def pong(self) -> None:
        self._answered.set()

    def probe(self) -> None:
        """Pings immediately, unless a ping hasn't been answered yet."""
        self._is_due.set()

    async def run(self) -> Never:
        """Pings immediately and at regular intervals. Raises `TimeoutError` if the server doesn't respond."""
        while True:
            self._answered.clear()
            await self._ping()
            async with self._clock.timeout(PONG_SECONDS):
                await self._answered.wait()
            await self._pause()

    async def _pause(self) -> None:
        self._is_due.clear()
        with suppress(TimeoutError):
            async with self._clock.timeout(PING_EVERY_SECONDS):
                await self._is_due.wait()
