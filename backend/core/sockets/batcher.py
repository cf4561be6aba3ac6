"""Combines concurrent calls for single keys into calls for many: a DataLoader for one event loop.

Otherwise, when many clients reconnect after a restart, each socket would need a thread, a statement and a round trip.
"""

from __future__ import annotations

import asyncio
import contextvars
import weakref
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")

MAX_BATCH_SIZE = 200  # bounds how long one batch takes


class _Pending(Generic[K, V]):
    """The keys that wait for the next batch of one event loop."""

    def __init__(self) -> None:
        self.keys: list[tuple[K, asyncio.Future[V]]] = []
        self.task: asyncio.Task[None] | None = None


class Batcher(Generic[K, V]):
    """Keys submitted while a batch is being loaded form the next one.

    `load` gets the keys in the order in which they were submitted, and returns a value or an exception for each.
    """

    def __init__(self, load: Callable[[list[K]], Awaitable[Sequence[V | Exception]]]) -> None:
        self._load = load
        self._pending: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, _Pending[K, V]] = (
            weakref.WeakKeyDictionary()
        )

    async def __call__(self, key: K) -> V:
        return await self.submit(key)

    def submit(self, key: K) -> asyncio.Future[V]:
        """For callers that don't wait for the value. If `load` may fail, the future has to be awaited."""
        loop = asyncio.get_running_loop()
        pending = self._pending.setdefault(loop, _Pending())
        future: asyncio.Future[V] = loop.create_future()
        pending.keys.append((key, future))
        if pending.task is None:  # in an empty context, because a batch belongs to no single request
            pending.task = loop.create_task(self._load_all(pending), context=contextvars.Context())
        return future

    async def _load_all(self, pending: _Pending[K, V]) -> None:
        try:
            while pending.keys:
                batch, pending.keys = pending.keys[:MAX_BATCH_SIZE], pending.keys[MAX_BATCH_SIZE:]
                await self._load_batch(batch)
        finally:
            pending.task = None

    async def _load_batch(self, batch: list[tuple[K, asyncio.Future[V]]]) -> None:
        values: Sequence[V | Exception]
        try:
            values = await self._load([key for key, _ in batch])
        except Exception as error:
            values = [error] * len(batch)
        for (_, future), value in zip(batch, values, strict=True):
            if future.done():  # the caller was cancelled
                continue
            if isinstance(value, Exception):
                future.set_exception(value)
            else:
                future.set_result(value)
