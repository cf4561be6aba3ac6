"""A TCP proxy whose links can change each chunk of bytes or close the connection."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Self

from tests.services.ports import HOST, free_port

CHUNK = 65536


class Cut(Exception):
    """Closes the connection. Data that hasn't been forwarded is lost."""


class Link:
    """One connection. The base class forwards everything. Raise Cut to close it."""

    def to_server(self, data: bytes) -> bytes:
        return data

    def to_client(self, data: bytes) -> bytes:
        return data


class Proxy:
    """Listens on its own port and connects to `port`, which may be set later."""

    def __init__(self, port: int = 0) -> None:
        self.target = port
        self.port = free_port()
        self._server: asyncio.Server | None = None
        self._links: set[asyncio.Task[None]] = set()

    def link(self) -> Link:
        return Link()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, HOST, self.port, limit=CHUNK)
        return self

    async def __aexit__(self, *_fault: object) -> None:
        assert self._server is not None
        self._server.close()
        for link in self._links:
            link.cancel()
        await asyncio.gather(*self._links, return_exceptions=True)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._serve(reader, writer))
        self._links.add(task)
        task.add_done_callback(self._links.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            upstream, to_server = await asyncio.open_connection(HOST, self.target, limit=CHUNK)
        except OSError:
            writer.transport.abort()
            return
        link = self.link()
        try:
            async with asyncio.TaskGroup() as pumps:
                pumps.create_task(_pump(reader, to_server, link, down=False))
                pumps.create_task(_pump(upstream, writer, link, down=True))
        except* (OSError, Cut):
            pass
        finally:
            for end in (writer, to_server):
                end.transport.abort()


async def _pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter, link: Link, *, down: bool) -> None:
    """Closes the other direction too, because no program here relies on half-closed connections."""
    change = link.to_client if down else link.to_server
    while data := await source.read(CHUNK):
        sink.write(change(data))
        await sink.drain()
    with suppress(OSError):
        sink.close()
        await sink.wait_closed()
    raise Cut
