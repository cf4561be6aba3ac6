"""A TCP connection to the edge, for hostile clients."""

from __future__ import annotations

import asyncio
import contextlib
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from benchmarks.wire import FINAL, MASKED, TWO_BYTES, upgrade
from tests.services.ports import HOST

PING, CONTINUATION, TEXT = 0x9, 0x0, 0x1
LONGEST_READ = 65536


def frame(first: int, payload: bytes = b"") -> bytes:
    """Masked with zeros, which leaves the payload unchanged."""
    size = len(payload)
    length = bytes([MASKED | size]) if size < TWO_BYTES else bytes([MASKED | TWO_BYTES]) + struct.pack("!H", size)
    return bytes([first]) + length + bytes(4) + payload


def text(payload: bytes) -> bytes:
    return frame(FINAL | TEXT, payload)


def request(method: str, path: str, token: str, body: bytes = b"") -> bytes:
    head = f"{method} {path} HTTP/1.1\r\nHost: {HOST}\r\nAuthorization: Bearer {token}\r\n"
    if method == "POST":
        head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    return head.encode() + b"\r\n" + body


class Connection:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self._writer = writer
        self._reading: asyncio.Task[None] | None = None

    async def send(self, data: bytes) -> None:
        self._writer.write(data)
        await self._writer.drain()

    def read_all(self) -> None:
        """From now on, received data is discarded."""
        self._reading = asyncio.create_task(self._read())

    async def answer(self) -> bytes:
        """Returns the head of an HTTP response, and discards its body."""
        head = await self.reader.readuntil(b"\r\n\r\n")
        for line in head.lower().split(b"\r\n"):
            if line.startswith(b"content-length:"):
                await self.reader.readexactly(int(line.partition(b":")[2]))
        return head

    async def close(self) -> None:
        if self._reading:
            self._reading.cancel()
        self._writer.close()
        with contextlib.suppress(OSError):
            await self._writer.wait_closed()

    async def _read(self) -> None:
        with contextlib.suppress(OSError):
            while await self.reader.read(LONGEST_READ):
                pass
            self._writer.close()


@asynccontextmanager
async def connected(port: int, address: str, *, buffer: int = LONGEST_READ) -> AsyncIterator[Connection]:
    """Connects from that address of this machine, because the edge limits each address separately."""
    opened = await asyncio.open_connection(HOST, port, local_addr=(address, 0), limit=buffer)
    connection = Connection(*opened)
    try:
        yield connection
    finally:
        await connection.close()


@asynccontextmanager
async def socket(port: int, address: str, token: str) -> AsyncIterator[Connection]:
    async with connected(port, address) as connection:
        await connection.send(upgrade(token))
        await connection.reader.readuntil(b"\r\n\r\n")
        yield connection
