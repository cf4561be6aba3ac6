"""The messages of one socket, handled one after the other while more are read."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

MAX_UNHANDLED = 512


@dataclass(frozen=True)
class Received:
    """`at` by the event loop's clock. `command` is what the text of a frame says."""

    at: float
    message: dict[str, Any]
    command: Any = None


Handler = Callable[[Received], Awaitable[None]]


class Inbox:
    """Keeps no handler between two messages, so that a socket that refers to it is no cycle."""

    def __init__(self) -> None:
        self._unhandled: deque[Received] = deque()
        self._task: asyncio.Task[None] | None = None  # only while there is something to handle

    @property
    def is_full(self) -> bool:
        return len(self._unhandled) >= MAX_UNHANDLED

    def put(self, received: Received, handle: Handler) -> None:
        """`handle` may wait. When it raises, what came later is dropped."""
        self._unhandled.append(received)
        if self._task is None:
            self._task = asyncio.create_task(self._handle_all(handle))

    def clear(self) -> None:
        self._unhandled.clear()

    async def finish(self, seconds: float) -> None:
        """Waits until all is handled, but not longer."""
        if self._task:
            await asyncio.wait([self._task], timeout=seconds)

    def cancel(self) -> None:
        if self._task:
            self._task.cancel()

    async def _handle_all(self, handle: Handler) -> None:
        try:
            while self._unhandled:
                await handle(self._unhandled.popleft())
        finally:
            self.clear()
            self._task = None
