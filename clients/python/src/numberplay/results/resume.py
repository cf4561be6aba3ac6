"""Requests missing results once, even if many frames show that they are missing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from numberplay.clock import Clock

LOST_AFTER_SECONDS = 5.0  # the server responds quickly; a request that takes longer counts as lost


class Resume:
    def __init__(self, clock: Clock, ask: Callable[[], Awaitable[None]]) -> None:
        self._clock = clock
        self._ask = ask
        self._asked_at: float | None = None
        self._retry: asyncio.Task[None] | None = None

    async def missing(self) -> None:
        if self._retry is not None:
            return
        if self._asked_at is None or self._clock.now() - self._asked_at >= LOST_AFTER_SECONDS:
            await self._ask_now()

    def refused(self, retry_after: float | None) -> None:
        """The server may have specified the seconds before a retry. Otherwise, the next gap sends the request again."""
        if self._asked_at is None or self._retry is not None:
            return
        if retry_after is None:
            self.complete()
        else:
            self._retry = asyncio.create_task(self._ask_later(retry_after))

    def complete(self) -> None:
        """Nothing is missing any more, or the connection has been closed and the request has been lost with it."""
        self._asked_at = None
        if self._retry is not None:
            self._retry.cancel()
            self._retry = None

    async def _ask_now(self) -> None:
        self._asked_at = self._clock.now()
        await self._ask()

    async def _ask_later(self, seconds: float) -> None:
        await self._clock.sleep(seconds)
        self._retry = None
        await self._ask_now()
