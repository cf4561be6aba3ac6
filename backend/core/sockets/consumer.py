"""A socket of somebody who is signed in: its handshake, its bounds and its end. What it says is up to the subclass."""

from __future__ import annotations

import asyncio
from functools import cached_property
from typing import Any

import structlog
from channels.generic.websocket import AsyncWebsocketConsumer

from core import clock
from core.middleware import request_log
from core.rate_limits.token_bucket import Allowance, TokenBucket
from core.sockets.hub import hub
from core.sockets.inbox import MAX_UNHANDLED, Inbox, Received
from core.sockets.principal import Signed

logger = structlog.get_logger(__name__)

MAX_FRAME_BYTES = 4096
MAX_SOCKETS_OF_AN_OWNER = 10
UNHANDLED_FRAMES = MAX_UNHANDLED
FRAMES = Allowance(capacity=240, per_second=20)  # of one socket; `core.sockets.hub` has what all of an owner's may send
HANDSHAKE_SECONDS = 3.0  # after the authentication, which has a bound of its own
FINISH_SECONDS = 6.0  # for what was sent before the client closed. Daphne would cancel after ten

SIGNED_OUT = 4401
FLOODING = 1008
TOO_BIG = 1009
TEXT_ONLY = 1003
FAILED = 1011
RESTARTING = 1012
OVERLOADED = 1013


async def turn_away(scope: dict[str, Any], receive: Any, send: Any, code: int) -> None:
    """Accepts first: a close before that would reach the client as a bare 403, which means signed out."""
    await receive()
    await send({"type": "websocket.accept", "subprotocol": scope.get("subprotocol")})
    await send({"type": "websocket.close", "code": code})


def is_too_big(text: str) -> bool:
    return len(text) > MAX_FRAME_BYTES or len(text.encode()) > MAX_FRAME_BYTES


class Socket(AsyncWebsocketConsumer):  # type: ignore[misc]  # channels has no types
    """Its messages are handled one after the other; hints (`hear`) come in between, from the hub.

    Messages are read while earlier ones are handled, so that a close is noticed at once, whatever those wait for.
    """

    signed: Signed

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.open = False
        self.was_open = False
        self._inbox = Inbox()

    @cached_property
    def owner(self) -> str:
        return self.signed.owner

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """As channels does, without a layer and a thread that looks after connections."""
        self.scope, self.base_send, self.signed = scope, send, scope["signed"]
        self._frames = scope.get("frames") or TokenBucket(FRAMES)
        try:
            while (message := await receive())["type"] != "websocket.disconnect":
                await self._take(message)
            hub().leave(self)
            if self.was_open:
                await self._inbox.finish(FINISH_SECONDS)
        finally:  # also where this task is cancelled
            self.open = False
            hub().leave(self)
            self._inbox.cancel()
            self.ended()

    async def connect(self) -> None:
        if hub().draining:
            return await self._turn_away(RESTARTING)
        try:
            async with asyncio.timeout(HANDSHAKE_SECONDS):
                is_admitted = await self._join()
        except Exception as error:
            logger.warning("socket.refused", error=type(error).__name__)
            is_admitted = False
        if not is_admitted:
            return await self._turn_away(OVERLOADED)
        await self.accept(self.scope.get("subprotocol"))
        self.open = self.was_open = True
        if hub().draining:  # it began while the socket was not open yet
            return await self.close_with(RESTARTING)
        await self.opened()
        return None

    async def close_with(self, code: int) -> None:
        """Nothing is sent after this, nothing more is done for the client, and its slot is free."""
        if self.open:
            self.open = False
            hub().leave(self)
            await self.close(code=code)

    async def prepare(self) -> None:
        """Before the handshake is answered, with hints already coming in."""

    async def opened(self) -> None:
        """Right after the handshake."""

    def parse(self, text: str) -> Any:
        """The command that a frame is. Called when it arrives, before those ahead of it are handled."""
        raise NotImplementedError

    async def on_command(self, received: Received) -> None:
        raise NotImplementedError

    def refund_frame(self) -> None:
        """For a command that another limit bounds."""
        self._frames.refund()
        hub().frames.refund(self.owner)

    def ended(self) -> None:
        """The last call, however the socket ends."""

    async def hear(self, message: dict[str, Any]) -> None:
        """A hint from the channel layer, in no order, perhaps twice, perhaps never."""
        raise NotImplementedError

    async def _join(self) -> bool:
        here = hub()
        if len(here.by_owner.get(self.owner, ())) >= MAX_SOCKETS_OF_AN_OWNER:
            return False
        await here.join(self)
        if not await here.admit(self, MAX_SOCKETS_OF_AN_OWNER):
            return False
        await self.prepare()
        return True

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
        elif clock.has_passed(self.signed.expires_at):
            await self.close_with(SIGNED_OUT)
        else:
            await self.on_command(received)

    async def _turn_away(self, code: int) -> None:
        """As `turn_away`, for a handshake that has begun."""
        hub().leave(self)
        await self.accept(self.scope.get("subprotocol"))
        await self.close(code=code)
