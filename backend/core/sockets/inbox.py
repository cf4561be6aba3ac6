"""Queues the messages of one socket, and handles them one at a time."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from core.sockets.limits import MAX_UNHANDLED_FRAMES


@dataclass(frozen=True)
class Received:
    """`at` is the event loop's time. `command` is the parsed text of a frame."""

    at: float
    message: dict[str, Any]
    command: Any = None


Handler = Callable[[Received], Awaitable[None]]


class Inbox:
    """Keeps the handler only while there are messages, to avoid a reference cycle with the socket."""

    def __init__(self) -> None:
        self._unhandled: deque[Received] = deque()
        self._task: asyncio.Task[None] | None = None  # set only while there are messages

    @property
    def is_full(self) -> bool:
        return len(self._unhandled) >= MAX_UNHANDLED_FRAMES

    def put(self, received: Received, handle: Handler) -> None:
        """Queues a message. If `handle` raises an exception, later messages are dropped."""
        self._unhandled.append(received)
        if self._task is None:
            self._task = asyncio.create_task(self._handle_all(handle))

    def clear(self) -> None:
        self._unhandled.clear()

    async def finish(self, seconds: float) -> None:
        """Waits until all messages are handled, for at most `seconds`."""
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
