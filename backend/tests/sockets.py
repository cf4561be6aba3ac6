"""Sockets as a subscriber uses them, on the real ASGI application."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from channels.testing import WebsocketCommunicator

from config.asgi import application
from tests import uncontended
from tests.contracts.documents import described_frame

SECONDS = 5.0  # the time that the contract allows for a result
HANGS_SECONDS = 100


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

    async def receive(self, seconds: float = SECONDS) -> Any:
        """The next frame. Raises Closed with the code, TimeoutError if there is none."""
        return json.loads(await self.receive_text(seconds))

    async def receive_text(self, seconds: float = SECONDS) -> str:
        """The next frame as it was sent."""
        message = await uncontended.wait_for(self._communicator.receive_output(HANGS_SECONDS), seconds)
        if message["type"] == "websocket.close":
            raise Closed(message["code"])
        text = str(message["text"])
        described_frame(text)
        return text

    def has_frame(self) -> bool:
        """Whether a frame has arrived that hasn't been received yet. Can be called from any thread."""
        return not self._communicator.output_queue.empty()

    async def receives_nothing(self, seconds: float = 0.2) -> bool:
        return bool(await self._communicator.receive_nothing(seconds))

    async def closed(self, seconds: float = SECONDS) -> int:
        """Skips other frames until the close, and returns its code."""
        try:
            while True:
                await self.receive(seconds)
        except Closed as closed:
            return closed.code

    async def close(self) -> None:
        await self._communicator.disconnect()

    async def leave(self) -> None:
        """The client disconnects, without waiting for the server's reaction."""
        await self._communicator.send_input({"type": "websocket.disconnect", "code": 1006})

    async def ended(self) -> None:
        """Waits until the server has finished with the socket."""
        await uncontended.wait_for(self._communicator.wait(HANGS_SECONDS), SECONDS)

    async def cancel(self) -> None:
        """The server ends the socket's task."""
        self._communicator.future.cancel()
        await asyncio.wait([self._communicator.future], timeout=HANGS_SECONDS)


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
        """Uses the subprotocol if only a token is given. Raises Refused."""
        communicator = self._communicator(token, query, headers, subprotocols, path)
        connecting = communicator.connect(timeout=HANGS_SECONDS)
        connected, self.subprotocol = await uncontended.wait_for(connecting, SECONDS)
        if not connected:
            raise Refused
        return self._opened_by(communicator)

    async def start_handshake(self, token: str) -> Socket:
        """Begins a handshake without waiting for the response."""
        communicator = self._communicator(token)
        await communicator.send_input({"type": "websocket.connect"})
        return self._opened_by(communicator)

    async def close_all(self) -> None:
        await asyncio.gather(*(socket.close() for socket in self._opened), return_exceptions=True)

    def _opened_by(self, communicator: WebsocketCommunicator) -> Socket:
        socket = Socket(communicator)
        self._opened.append(socket)
        return socket

    def _communicator(
        self,
        token: str | None = None,
        query: str = "",
        headers: dict[str, str] | None = None,
        subprotocols: list[str] | None = None,
        path: str = "/ws/game/",
    ) -> WebsocketCommunicator:
        if token is not None and subprotocols is None:
            subprotocols = ["numberplay.v1", f"bearer.{token}"]
        raw = [(name.lower().encode(), value.encode()) for name, value in (headers or {}).items()]
        address = f"{path}?{query}" if query else path
        return WebsocketCommunicator(application, address, headers=raw, subprotocols=subprotocols)
