"""Tries the event stream alongside a WebSocket that lacks a result. The first one to deliver it replaces the other.

The socket may have frozen, or the server may be slow. On a working socket, the pong arrives first.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from numberplay.clock import Clock
from numberplay.results.heartbeat import PONG_SECONDS
from numberplay.results.inbox import Inbox
from numberplay.results.state import Status

PAUSE_SECONDS = 30.0  # after the socket was only slow, so that a slow server doesn't get more and more requests
READ_SECONDS = 3.0  # a proxy may hold the stream back


class Trial:
    """`read` reads the missing results once."""

    def __init__(self, clock: Clock, inbox: Inbox, status: Status, read: Callable[[], Awaitable[None]]) -> None:
        self._clock = clock
        self._inbox = inbox
        self._status = status
        self._read = read
        self._pause_until = 0.0

    async def run(self, seq: int) -> None:
        """Waits until this result has arrived, or the socket has sent a pong or ended."""
        if self._clock.now() < self._pause_until:
            await self._is_decided(PONG_SECONDS, self._inbox.until(seq))
            return
        self._status.doubt_socket()
        if not await self._is_decided(READ_SECONDS, self._inbox.until(seq), self._status.is_up.wait()):
            await self._read()
            await self._is_decided(PONG_SECONDS, self._inbox.until(seq), self._status.is_up.wait())
        if self._status.is_up.is_set():
            self._pause_until = self._clock.now() + PAUSE_SECONDS
        elif self._status.is_live and self._inbox.position >= seq:
            self._status.given_up.set()

    async def _is_decided(self, within: float, *either: Coroutine[Any, Any, object]) -> bool:
        """Whether one of the tasks ends in time."""
        tasks = [asyncio.create_task(one) for one in either]
        try:
            async with self._clock.timeout(within):
                await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        except TimeoutError:
            return False
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        return True
