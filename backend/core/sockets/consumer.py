"""An authenticated socket: its handshake, its limits and its end. Subclasses implement the protocol."""

from __future__ import annotations

import asyncio
from typing import Any

import structlog
from channels.generic.websocket import AsyncWebsocketConsumer

from core import clock
from core.middleware import request_log
from core.rate_limits.token_bucket import TokenBucket
from core.sockets import limits
from core.sockets.closing import (
    FAILED,
    FLOODING,
    OVERLOADED,
    RESTARTING,
    SIGNED_OUT,
    TEXT_ONLY,
    TOO_BIG,
)
from core.sockets.connection import Connection
from core.sockets.hub import hub
from core.sockets.inbox import Inbox, Received
from core.sockets.limits import MAX_FRAME_BYTES

logger = structlog.get_logger(__name__)

FINISH_SECONDS = 6.0  # for messages sent before the client closed; Daphne would cancel the task after ten


def is_too_big(text: str) -> bool:
    return len(text) > MAX_FRAME_BYTES or len(text.encode()) > MAX_FRAME_BYTES


class Socket(Connection, AsyncWebsocketConsumer):  # type: ignore[misc]  # channels has no types
    """Handles the socket's messages one at a time. Hints from the hub (`receive_hint`) arrive in between.

    Messages are read even while earlier ones are being handled, so that a close is noticed immediately.
    """

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.was_open = False
        self._inbox = Inbox()

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """Like the method of Channels, but without a channel layer and without a thread that closes connections."""
        self.scope, self.base_send, self.principal = scope, send, scope["principal"]
        self._frames = scope.get("frames") or TokenBucket(limits.FRAMES)
        try:
            while (message := await receive())["type"] != "websocket.disconnect":
                await self._take(message)
            hub().leave(self)
            if self.was_open:
                await self._inbox.finish(FINISH_SECONDS)
        finally:  # even if this task is cancelled
            self.open = False
            hub().leave(self)
            self._inbox.cancel()
            self.ended()

    async def connect(self) -> None:
        if hub().draining:
            return await self._accept_and_close(RESTARTING)
        try:
            is_admitted = await self.join()
        except Exception as error:
            logger.warning("socket.refused", error=type(error).__name__)
            is_admitted = False
        if not is_admitted:
            return await self._accept_and_close(OVERLOADED)
        await self.accept(self.scope.get("subprotocol"))
        self.open = self.was_open = True
        if hub().draining:  # draining began before the socket was open
            return await self.close_with(RESTARTING)
        await self.opened()
        return None

    async def disconnect_with(self, code: int) -> None:
        await self.close(code=code)

    def parse(self, text: str) -> Any:
        """Parses a frame. Called when the frame arrives, even before earlier frames have been handled."""
        raise NotImplementedError

    async def on_command(self, received: Received) -> None:
        raise NotImplementedError

    def refund_frame(self) -> None:
        """Refunds the frame's token, for commands that have a limit of their own."""
        self._frames.refund()
        hub().frames.refund(self.owner)

    async def _take(self, message: dict[str, Any]) -> None:
        if self.was_open and not self.open:
            return None
        if self._inbox.is_full:
            self._inbox.clear()
            return await self.close_with(FLOODING)
        text = message.get("text")
        command = None if text is None or is_too_big(text) else self.parse(text)
        self._inbox.put(Received(asyncio.get_running_loop().time(), message, command), self._handle)
        return None

    async def _handle(self, received: Received) -> None:
        request_log.begin(None)
        try:
            if received.message["type"] == "websocket.connect":
                await self.connect()
            elif self.open:
                await self._receive(received)
        except Exception:
            logger.exception("socket.failed")
            await self.close_with(FAILED)

    async def _receive(self, received: Received) -> None:
        text = received.message.get("text")
        if text is None:
            await self.close_with(TEXT_ONLY)
        elif is_too_big(text):
            await self.close_with(TOO_BIG)
        elif not self._frames.consume() or not hub().frames.consume(self.owner):
            await self.close_with(FLOODING)
        elif clock.has_passed(self.expires_at):
            await self.close_with(SIGNED_OUT)
        else:
            await self.on_command(received)

    async def _accept_and_close(self, code: int) -> None:
        """Like `accept_and_close`, but for a handshake that has begun."""
        hub().leave(self)
        await self.accept(self.scope.get("subprotocol"))
        await self.close(code=code)
