"""A socket of somebody who is signed in: its handshake, its bounds and its end. What it says is up to the subclass."""

from __future__ import annotations

import time
from functools import cached_property
from typing import Any

import structlog
from channels.generic.websocket import AsyncWebsocketConsumer

from core import requests
from core.credit import Credit
from core.hub import hub
from core.signed import Signed

logger = structlog.get_logger(__name__)

MAX_FRAME_BYTES = 4096
MAX_SOCKETS_OF_AN_OWNER = 10

SIGNED_OUT = 4401
FLOODING = 1008
TOO_BIG = 1009
TEXT_ONLY = 1003
RESTARTING = 1012
OVERLOADED = 1013


class Socket(AsyncWebsocketConsumer):  # type: ignore[misc]  # channels has no types
    """Its messages are handled one after the other; hints (`hear`) come in between, from the hub."""

    signed: Signed

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.open = False
        self.credit = Credit()

    @cached_property
    def owner(self) -> str:
        return self.signed.owner

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """As channels does, without a layer, a task for each message and a thread that looks after connections."""
        self.scope, self.base_send, self.signed = scope, send, scope["signed"]
        handlers = {"websocket.connect": self.websocket_connect, "websocket.receive": self.websocket_receive}
        while (message := await receive())["type"] != "websocket.disconnect":
            requests.begin(None)
            await handlers[message["type"]](message)
        requests.begin(None)
        await self.disconnect(message["code"])

    async def connect(self) -> None:
        here = hub()
        try:
            if here.draining:
                return await self._turn_away(RESTARTING)
            if len(here.by_owner.get(self.owner, ())) >= MAX_SOCKETS_OF_AN_OWNER:
                return await self._turn_away(OVERLOADED)
            await here.join(self)
            if not await here.seat(self, MAX_SOCKETS_OF_AN_OWNER):
                await self._turn_away(OVERLOADED)
                return await here.leave(self)
            await self.prepare()
        except Exception as error:
            logger.warning("socket.refused", error=type(error).__name__)
            await self._turn_away(OVERLOADED)
            return await here.leave(self)
        await self.accept(self.scope.get("subprotocol"))
        self.open = True
        if hub().draining:  # it began meanwhile, and met a socket that was not open yet
            return await self.close_with(RESTARTING)
        await self.opened()
        return None

    async def disconnect(self, code: int) -> None:
        self.open = False
        await hub().leave(self)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if not self.open:
            return
        if text_data is None:
            await self.close_with(TEXT_ONLY)
        elif len(text_data) > MAX_FRAME_BYTES or len(text_data.encode()) > MAX_FRAME_BYTES:
            await self.close_with(TOO_BIG)
        elif not self.credit.spend():
            await self.close_with(FLOODING)
        elif time.time() >= self.signed.expires_at:
            await self.close_with(SIGNED_OUT)
        else:
            await self.on_text(text_data)

    async def close_with(self, code: int) -> None:
        """Nothing is sent after this, and nothing more is done for the client."""
        if self.open:
            self.open = False
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

    async def _turn_away(self, code: int) -> None:
        """Accepts first: a close before that would reach the client as a bare 403, which means signed out."""
        await self.accept(self.scope.get("subprotocol"))
        await self.close(code=code)
