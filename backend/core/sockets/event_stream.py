"""Server-sent events (`text/event-stream`) as a transport of the hub.

A limited number of blocks wait until the client has read the earlier ones (`core.servers.http_responses`). A stream
ends with its session but not with its token, because a client can't send a new token on the stream. Decision 0085.
"""

from __future__ import annotations

import asyncio
import math
import random
from typing import Any

import structlog
from django.http import HttpRequest

from core.sockets.closing import OVERLOADED, RESTARTING
from core.sockets.connection import Connection
from core.sockets.hub import hub

logger = structlog.get_logger(__name__)

HEARTBEAT_SECONDS = 20.0
HEARTBEAT = b":\n\n"
UNREAD_BYTES = 192 * 1024  # together with Twisted's buffer, the same limit as for a WebSocket
BLOCK_BYTES = 64  # Python's overhead for a waiting block, however short
RETRY_MILLISECONDS = (1000, 5000)  # random, so that clients don't all reconnect at once


def event(name: str, data: bytes, *, position: int) -> bytes:
    """Formats an event. `data` must be a single line. Browsers reconnect with the position as `Last-Event-ID`."""
    return b"id: %d\nevent: %b\ndata: %b\n\n" % (position, name.encode(), data)


def first_block(position: int) -> bytes:
    """A block without an event. With the position, browsers can resume if the connection is lost before an event."""
    return b"retry: %d\nid: %d\n\n" % (random.randint(*RETRY_MILLISECONDS), position)  # noqa: S311  not a secret


class EventStream(Connection):
    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[bytes] = []
        self._unread_bytes = 0
        self._changed = asyncio.Event()

    @property
    def expires_at(self) -> float:
        return math.inf

    def take(self, request: HttpRequest) -> None:
        """Reads the stream's parameters from the request. Raises an APIException if they are invalid."""

    async def push(self, block: bytes) -> None:
        """Queues a block without waiting. Closes the stream if its client reads too slowly."""
        if not self.open:
            return
        self._waiting.append(block)
        self._unread_bytes += len(block) + BLOCK_BYTES
        self._changed.set()
        if self._unread_bytes > UNREAD_BYTES:
            logger.warning("socket.aborted", code=OVERLOADED)
            await self.close_with(OVERLOADED)

    async def disconnect_with(self, code: int) -> None:
        """Ends the response and drops the waiting blocks, which the client requests again when it reconnects."""
        self._waiting.clear()
        self._changed.set()

    async def run(self, receive: Any, send: Any) -> None:
        """Sends events until the stream is closed or the client disconnects. The caller has sent the headers."""
        self.open = True
        if hub().draining:  # draining began before the stream was open
            await self.close_with(RESTARTING)
        disconnect = asyncio.create_task(self._await_disconnect(receive))
        try:
            await self.opened()
            while self.open:
                await send(_body(await self._next_blocks(), more=True))
            await send(_body(b"", more=False))
        finally:
            disconnect.cancel()

    def end(self) -> None:
        """Frees the slot. The caller calls it regardless of how the stream ends."""
        self.open = False
        if hasattr(self, "principal"):
            hub().leave(self)
        self.ended()

    async def _next_blocks(self) -> bytes:
        try:
            async with asyncio.timeout(HEARTBEAT_SECONDS):
                await self._changed.wait()
        except TimeoutError:
            return HEARTBEAT
        self._changed.clear()
        blocks = b"".join(self._waiting)
        self._waiting.clear()
        self._unread_bytes = 0
        return blocks

    async def _await_disconnect(self, receive: Any) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        self.open = False
        hub().leave(self)
        self._changed.set()


def _body(body: bytes, *, more: bool) -> dict[str, Any]:
    return {"type": "http.response.body", "body": body, "more_body": more}
