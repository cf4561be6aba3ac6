"""A socket of somebody who is signed in: its handshake, its bounds and its end. What it says is up to the subclass."""

from __future__ import annotations

import asyncio
from collections import deque
from functools import cached_property
from typing import Any

import structlog
from channels.generic.websocket import AsyncWebsocketConsumer

from core import clock, requests
from core.credit import Credit
from core.hub import hub
from core.signed import Signed

logger = structlog.get_logger(__name__)

MAX_FRAME_BYTES = 4096
MAX_SOCKETS_OF_AN_OWNER = 10
UNHANDLED_FRAMES = 512
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


class Socket(AsyncWebsocketConsumer):  # type: ignore[misc]  # channels has no types
    """Its messages are handled one after the other; hints (`hear`) come in between, from the hub.

    Messages are read while earlier ones are handled, so that a close is noticed at once, whatever those wait for.
    """

    signed: Signed

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.open = False
        self.was_open = False
        self.credit = Credit()
        self._inbox: deque[tuple[float, dict[str, Any]]] = deque()
        self._handler: asyncio.Task[None] | None = None  # only while there is something to handle

        self.received_at = 0.0  # of the message that is handled, by the event loop's clock

    @cached_property
    def owner(self) -> str:
        return self.signed.owner

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """As channels does, without a layer and a thread that looks after connections."""
        self.scope, self.base_send, self.signed = scope, send, scope["signed"]
        try:
            while (message := await receive())["type"] != "websocket.disconnect":
                await self._take(message)
            hub().leave(self)
            if self._handler and self.was_open:
                await asyncio.wait([self._handler], timeout=FINISH_SECONDS)
        finally:  # also where this task is cancelled
            self.open = False
            hub().leave(self)
            if self._handler:
                self._handler.cancel()

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

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if not self.open:
            return
        if text_data is None:
            await self.close_with(TEXT_ONLY)
        elif len(text_data) > MAX_FRAME_BYTES or len(text_data.encode()) > MAX_FRAME_BYTES:
            await self.close_with(TOO_BIG)
        elif not self.credit.spend():
            await self.close_with(FLOODING)
        elif clock.has_passed(self.signed.expires_at):
            await self.close_with(SIGNED_OUT)
        else:
            await self.on_text(text_data)

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

    async def on_text(self, text: str) -> None:
        raise NotImplementedError

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
        if len(self._inbox) >= UNHANDLED_FRAMES:
            self._inbox.clear()
            return await self.close_with(FLOODING)
        self._inbox.append((asyncio.get_running_loop().time(), message))
        if self._handler is None:
            self._handler = asyncio.create_task(self._handle_all())
        return None

    async def _handle_all(self) -> None:
        try:
            while self._inbox:
                self.received_at, message = self._inbox.popleft()
                requests.begin(None)
                if message["type"] == "websocket.connect":
                    await self.connect()
                else:
                    await self.websocket_receive(message)
        except Exception:
            logger.exception("socket.failed")
            self._inbox.clear()
            await self.close_with(FAILED)
        finally:
            self._handler = None

    async def _turn_away(self, code: int) -> None:
        """As `turn_away`, for a handshake that has begun."""
        hub().leave(self)
        await self.accept(self.scope.get("subprotocol"))
        await self.close(code=code)
