"""A proxy between a client and its servers that drops, repeats and delays the servers' frames and responses."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

HOST = "127.0.0.1"
SHARE = 0.05  # share of the frames and responses, for each kind of fault
REFUSED_SHARE = 0.3  # share of the handshakes
DELAY_SECONDS = 0.05
REFUSED = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
RESULT = b'"game_result"'


class FaultyProxy:
    """`faults` counts the faults by kind. Connections go to any of `ports` that accepts them."""

    def __init__(self, ports: Sequence[int], seed: int) -> None:
        self._ports = ports
        self._random = random.Random(seed)  # noqa: S311  the same faults in each run
        self.faults: Counter[str] = Counter()
        self._tasks: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[str]:
        server = await asyncio.start_server(self._accept, HOST, 0)
        try:
            yield f"http://{HOST}:{server.sockets[0].getsockname()[1]}"
        finally:
            server.close()
            await asyncio.sleep(0)  # so that the last connection's task has begun and can close it
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                await self._connect(reader, writer)
        finally:
            self._tasks.discard(task)
            writer.transport.abort()

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        is_socket = b"upgrade: websocket" in head.lower()
        if is_socket and self._happens("refused", REFUSED_SHARE):
            writer.write(REFUSED)
            await writer.drain()
            return
        upstream, downstream = await self._server()
        downstream.write(head)
        back = self._frames if is_socket else self._responses
        pumps = [asyncio.create_task(_copy(reader, downstream)), asyncio.create_task(back(upstream, writer))]
        try:
            await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        finally:
            downstream.transport.abort()
            for pump in pumps:
                pump.cancel()
            await asyncio.gather(*pumps, return_exceptions=True)

    async def _server(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        for port in self._random.sample(list(self._ports), len(self._ports)):
            with suppress(OSError):
                return await asyncio.open_connection(HOST, port)
        raise ConnectionError

    async def _responses(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            if self._happens("response lost"):
                return
            await self._delay()
            writer.write(data)

    async def _frames(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(await reader.readuntil(b"\r\n\r\n"))
        while True:
            frame = await _frame(reader)
            await self._delay()
            if RESULT in frame and self._happens("dropped"):
                continue
            writer.write(frame)
            if RESULT in frame and self._happens("duplicated"):
                writer.write(frame)
            if self._happens("disconnected"):
                return

    async def _delay(self) -> None:
        if self._happens("delayed"):
            await asyncio.sleep(self._random.uniform(0, DELAY_SECONDS))

    def _happens(self, fault: str, share: float = SHARE) -> bool:
        happens = self._random.random() < share
        self.faults[fault] += happens
        return happens


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)


async def _frame(reader: asyncio.StreamReader) -> bytes:
    """The frame as a server sends it, without a mask."""
    head = await reader.readexactly(2)
    extended = {126: 2, 127: 8}.get(head[1], 0)
    length = await reader.readexactly(extended)
    size = int.from_bytes(length) if extended else head[1]
    return head + length + await reader.readexactly(size)
