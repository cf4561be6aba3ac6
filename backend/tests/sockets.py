"""Sockets as a subscriber sees them, on the real ASGI application."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from channels.testing import WebsocketCommunicator

from config.asgi import application

SECONDS = 5.0  # what the contract allows a result


class Refused(Exception):
    """The handshake was answered with 403."""


class Closed(Exception):
    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Socket:
    def __init__(self, communicator: WebsocketCommunicator) -> None:
        self._communicator = communicator

    async def send(self, frame: Any) -> None:
        await self._communicator.send_to(text_data=frame if isinstance(frame, str) else json.dumps(frame))

    async def send_bytes(self, data: bytes) -> None:
        await self._communicator.send_to(bytes_data=data)

    async def hear(self, seconds: float = SECONDS) -> Any:
        """The next frame. Raises Closed with the code, TimeoutError if there is none."""
        return json.loads(await self.hear_text(seconds))

    async def hear_text(self, seconds: float = SECONDS) -> str:
        """The next frame as it was sent."""
        message = await self._communicator.receive_output(seconds)
        if message["type"] == "websocket.close":
            raise Closed(message["code"])
        return str(message["text"])

    async def hears_nothing(self, seconds: float = 0.2) -> bool:
        return bool(await self._communicator.receive_nothing(seconds))

    async def closed(self, seconds: float = SECONDS) -> int:
        """Waits for the close, past other frames, and gives its code."""
        try:
            while True:
                await self.hear(seconds)
        except Closed as closed:
            return closed.code

    async def close(self) -> None:
        await self._communicator.disconnect()


class Sockets:
    def __init__(self) -> None:
        self._opened: list[Socket] = []

    async def open(
        self,
        token: str | None = None,
        *,
        query: str = "",
        headers: dict[str, str] | None = None,
        subprotocols: list[str] | None = None,
        path: str = "/ws/game/",
    ) -> Socket:
        """By subprotocol where only a token is given. Raises Refused."""
        if token is not None and subprotocols is None:
            subprotocols = ["numberplay.v1", f"bearer.{token}"]
        raw = [(name.lower().encode(), value.encode()) for name, value in (headers or {}).items()]
        address = f"{path}?{query}" if query else path
        communicator = WebsocketCommunicator(application, address, headers=raw, subprotocols=subprotocols)
        connected, self.subprotocol = await communicator.connect(timeout=SECONDS)
        if not connected:
            raise Refused
        socket = Socket(communicator)
        self._opened.append(socket)
        return socket

    async def close_all(self) -> None:
        await asyncio.gather(*(socket.close() for socket in self._opened), return_exceptions=True)
