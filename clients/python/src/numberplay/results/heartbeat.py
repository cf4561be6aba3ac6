"""Detects a dead connection that was never closed, as happens behind some proxies and after standby."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Never

from numberplay.clock import Clock

PING_EVERY_SECONDS = 25.0
PONG_SECONDS = 8.0
PROBE_SECONDS = 4.0  # if something is already missing


class Heartbeat:
    """`missing` is set when something should have arrived, and makes it ping at once."""

    def __init__(self, clock: Clock, ping: Callable[[], Awaitable[None]], missing: asyncio.Event) -> None:
        self._clock = clock
        self._missing = missing
        self._ping = ping
        self._answered = asyncio.Event()

    def pong(self) -> None:
        self._answered.set()

    async def run(self) -> Never:
        """Pings now and at regular intervals. Raises `TimeoutError` if the server doesn't respond."""
        within = PONG_SECONDS
        while True:
            self._answered.clear()
            await self._ping()
            async with self._clock.timeout(within):
                await self._answered.wait()
            within = await self._pause()

    async def _pause(self) -> float:
        """Returns how long the next pong may take."""
        self._missing.clear()
        with suppress(TimeoutError):
            async with self._clock.timeout(PING_EVERY_SECONDS):
                await self._missing.wait()
            return PROBE_SECONDS
        return PONG_SECONDS
