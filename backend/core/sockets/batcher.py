"""Combines concurrent calls for single keys into calls for many keys: a DataLoader for one event loop.

Otherwise, when many clients reconnect after a restart, each socket would need a thread, a statement and a round trip.
"""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import weakref
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")

MAX_BATCH_SIZE = 200  # bounds how long one batch takes


class _Pending(Generic[K, V]):
    """The keys that are waiting for the next batch of one event loop."""

    def __init__(self) -> None:
        self.keys: list[tuple[K, asyncio.Future[V]]] = []
        self.task: asyncio.Task[Any] | None = None  # the task that loads the current batch


class Batcher(Generic[K, V]):
    """Keys that are submitted while a batch is being loaded form the next batch.

    `load` gets the keys in the order in which they were submitted, and returns a value or an exception for each. Keys
    whose caller was cancelled before their batch began are omitted. A batch that takes longer than `slow_after`
    seconds doesn't hold up the next one.
    """

    def __init__(
        self,
        load: Callable[[list[K]], Awaitable[Sequence[V | Exception]]],
        *,
        size: int | None = None,
        slow_after: float | None = None,
    ) -> None:
        self._load = load
        self._size = size
        self._slow_after = slow_after
        self._pending: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, _Pending[K, V]] = (
            weakref.WeakKeyDictionary()
        )

    async def __call__(self, key: K) -> V:
        return await self.submit(key)

    async def lead_or_join(self, key: K) -> V:
        """Like calling the batcher, but a key that needn't wait is loaded by the calling task, which is faster."""
        loop = asyncio.get_running_loop()
        pending = self._pending.setdefault(loop, _Pending())
        if pending.task is not None:
            return await self.submit(key)
        pending.task = task = asyncio.current_task()
        with self._timer(loop, pending):
            try:
                [value] = await self._load([key])
            finally:
                if pending.task is task:
                    self._pass_on(loop, pending)
        if isinstance(value, Exception):
            raise value
        return value

    def submit(self, key: K) -> asyncio.Future[V]:
        """Submits a key without waiting for its value. If `load` may fail, the future has to be awaited."""
        loop = asyncio.get_running_loop()
        pending = self._pending.setdefault(loop, _Pending())
        future: asyncio.Future[V] = loop.create_future()
        pending.keys.append((key, future))
        if pending.task is None:
            self._start(loop, pending)
        return future

    def _start(self, loop: asyncio.AbstractEventLoop, pending: _Pending[K, V]) -> None:
        """Starts the task in an empty context, because a batch doesn't belong to a single request."""
        pending.task = loop.create_task(self._load_all(loop, pending), context=contextvars.Context())

    async def _load_all(self, loop: asyncio.AbstractEventLoop, pending: _Pending[K, V]) -> None:
        task = asyncio.current_task()
        try:
            while pending.keys and pending.task is task:
                with self._timer(loop, pending):
                    await self._load_batch(self._next_batch(pending))
        finally:
            if pending.task is task:
                pending.task = None

    @contextlib.contextmanager
    def _timer(self, loop: asyncio.AbstractEventLoop, pending: _Pending[K, V]) -> Iterator[None]:
        if self._slow_after is None:
            yield
            return
        timer = loop.call_later(self._slow_after, self._pass_on, loop, pending)
        try:
            yield
        finally:
            timer.cancel()

    def _pass_on(self, loop: asyncio.AbstractEventLoop, pending: _Pending[K, V]) -> None:
        """Lets another task load the keys that are waiting now or later."""
        pending.task = None
        if pending.keys:
            self._start(loop, pending)

    def _next_batch(self, pending: _Pending[K, V]) -> list[tuple[K, asyncio.Future[V]]]:
        keys = [(key, future) for key, future in pending.keys if not future.done()]
        size = self._size or MAX_BATCH_SIZE
        pending.keys = keys[size:]
        return keys[:size]

    async def _load_batch(self, batch: list[tuple[K, asyncio.Future[V]]]) -> None:
        if not batch:
            return
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
