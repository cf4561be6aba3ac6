"""Merges concurrent calls with the same arguments into one."""

from __future__ import annotations

import asyncio
import weakref
from collections.abc import Callable, Coroutine
from typing import Any, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class SharedCalls(Generic[P, T]):
    """Shares calls within an event loop. Cancelling one caller doesn't cancel the call for the others."""

    def __init__(self, function: Callable[P, Coroutine[Any, Any, T]]) -> None:
        self._function = function
        self._running: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, dict[Any, asyncio.Task[T]]] = (
            weakref.WeakKeyDictionary()
        )

    async def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        running = self._running.setdefault(asyncio.get_running_loop(), {})
        call = (args, tuple(kwargs.items()))
        task = running.get(call)
        if task is None:
            task = running[call] = asyncio.create_task(self._function(*args, **kwargs))
            task.add_done_callback(lambda _: running.pop(call))
        return await asyncio.shield(task)
