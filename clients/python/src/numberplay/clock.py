"""The clock for all waits and deadlines of a client."""

from __future__ import annotations

import asyncio
import time


class Clock:
    """Monotonic, in seconds. With `speed=10` a second takes 100 ms, so that tests of long waits are short."""

    def __init__(self, speed: float = 1) -> None:
        self._speed = speed

    def now(self) -> float:
        return time.monotonic() * self._speed

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(max(seconds, 0) / self._speed)

    def timeout(self, seconds: float) -> asyncio.Timeout:
        """Raises `TimeoutError` if the block takes longer."""
        return asyncio.timeout(seconds / self._speed)
