"""Puts results in order: each once, and none before its predecessor."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable

from numberplay.models import Result

CAPACITY = 1000


class Inbox:
    """`position` is the seq up to which everything has arrived. All transports write to the same inbox."""

    def __init__(self, position: int, on_resync: Callable[[int], None]) -> None:
        self.position = position
        self._on_resync = on_resync
        self._ahead: dict[int, Result] = {}
        self._ready: deque[Result] = deque()
        self._changed = asyncio.Condition()
        self._error: BaseException | None = None

    @property
    def has_gap(self) -> bool:
        return bool(self._ahead)

    def accept(self, result: Result) -> None:
        if result.seq > self.position:
            self._ahead[result.seq] = result
        self._settle()

    def move_back(self, seq: int) -> None:
        """The server was restored: the results after `seq` no longer exist."""
        self._ahead.clear()
        if seq < self.position:
            self._ready = deque(result for result in self._ready if result.seq <= seq)
            self.position = seq
            self._on_resync(seq)

    async def publish(self) -> None:
        """Wakes the reader, and waits until it has caught up, so that a slow reader slows the server down."""
        async with self._changed:
            self._changed.notify_all()
            await self._changed.wait_for(lambda: len(self._ready) < CAPACITY or self._error is not None)

    async def until(self, seq: int) -> None:
        """Waits until everything up to this result has arrived."""
        async with self._changed:
            await self._changed.wait_for(lambda: self.position >= seq)

    async def end(self, error: BaseException) -> None:
        async with self._changed:
            self._error = error
            self._changed.notify_all()

    async def next(self) -> Result:
        """Waits for the next result. After the end, raises the error once all received results have been read."""
        async with self._changed:
            await self._changed.wait_for(lambda: bool(self._ready) or self._error is not None)
            if self._error is not None and not self._ready:
                raise self._error
            self._changed.notify_all()
            return self._ready.popleft()

    def _settle(self) -> None:
        while (result := self._ahead.pop(self.position + 1, None)) is not None:
            self.position = result.seq
            self._ready.append(result)
