"""Lightweight clients, because the load runs on the same machine as the measured system."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import struct
from typing import Any, Self

from tests.services.ports import HOST

TEXT, FINAL, MASKED, CLOSE = 0x1, 0x80, 0x80, 0x8
PING, PONG = FINAL | 0x9, FINAL | 0xA
TWO_BYTES = 126
UPGRADE = (
    "GET /ws/game/ HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\nAuthorization: Bearer {token}\r\n\r\n"
)
STREAM = "GET /api/game/results/stream/ HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n\r\n"
PLAY = (
    "POST /api/game/play/ HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n"
    "Authorization: Bearer {token}\r\n\r\n{body}"
)


class Closed(Exception):
    """The other side closed the connection."""


def upgrade(token: str) -> bytes:
    """The handshake of a socket."""
    key = base64.b64encode(os.urandom(16)).decode()
    return UPGRADE.format(host=HOST, key=key, token=token).encode()


def event_stream(token: str) -> bytes:
    """The request for an event stream."""
    return STREAM.format(host=HOST, token=token).encode()


def masked(message: dict[str, Any]) -> bytes:
    """A client's frame. Its mask is zero, which leaves the text unchanged."""
    text = json.dumps(message).encode()
    return bytes([FINAL | TEXT, MASKED | len(text)]) + bytes(4) + text


def pong(payload: bytes) -> bytes:
    return bytes([PONG, MASKED | len(payload)]) + bytes(4) + payload


class Connection:
    """`last` is the event loop's time when the last frame arrived."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    @classmethod
    async def connect(cls, port: int) -> Self:
        reader, writer = await asyncio.open_connection(HOST, port, limit=4096)
        return cls(reader, writer)

    async def head(self) -> bytes:
        return await self.reader.readuntil(b"\r\n\r\n")

    def close(self) -> None:
        self.writer.close()


class Subscriber(Connection):
    async def subscribe(self, token: str) -> None:
        self.writer.write(upgrade(token))
        head = await self.head()
        if not head.startswith(b"HTTP/1.1 101"):
            raise Closed(head.decode())

    async def receive(self) -> dict[str, Any]:
        """The next message. Responds to pings in between, like every client library."""
        while True:
            kind, length = await self.reader.readexactly(2)
            if length == TWO_BYTES:
                (length,) = struct.unpack("!H", await self.reader.readexactly(2))
            payload = await self.reader.readexactly(length)
            if kind == PING:
                self.writer.write(pong(payload))
            elif kind & 0x0F == CLOSE:
                raise Closed
            else:
                frame: dict[str, Any] = json.loads(payload)
                return frame

    def say(self, **frame: Any) -> None:
        self.writer.write(masked(frame))


class StreamReader(Connection):
    async def subscribe(self, token: str) -> None:
        self.writer.write(event_stream(token))
        head = await self.head()
        if not head.startswith(b"HTTP/1.1 200"):
            raise Closed(head.decode())

    async def receive(self) -> dict[str, Any]:
        """The data of the next event."""
        await self.reader.readuntil(b"\ndata: ")
        data: dict[str, Any] = json.loads(await self.reader.readline())
        return data


class Caller(Connection):
    async def play(self, token: str, number: int) -> dict[str, Any]:
        body = json.dumps({"number": number})
        self.writer.write(PLAY.format(host=HOST, length=len(body), token=token, body=body).encode())
        head = await self.head()
        length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        answer: dict[str, Any] = json.loads(await self.reader.readexactly(int(length.partition(b":")[2])))
        if not head.startswith(b"HTTP/1.1 2"):  # a peer responds with 201
            raise RuntimeError(f"{head!r} {answer}")
        return answer
