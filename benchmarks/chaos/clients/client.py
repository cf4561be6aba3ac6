"""A lightweight HTTP client that keeps connections open and never repeats a request."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import Any

from tests.services.ports import HOST

REQUEST_SECONDS = 20.0  # far beyond the contract's limits, so that longer waits are measured too
LENGTH = b"content-length:"
Lines = list[bytes]


class NoResponse(Exception):
    """The connection failed or was closed, or there was no response in time: the outcome is unknown."""


@dataclass(frozen=True)
class Response:
    status: int
    headers: Lines  # as received, in lower case
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Client:
    """For one address. Concurrent requests use separate connections, which are reused."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._idle: list[Connection] = []

    async def request(
        self, method: str, path: str, *, token: str = "", body: Any = None, key: str | None = None
    ) -> Response:
        """Raises NoResponse."""
        content = b"" if body is None else json.dumps(body).encode()
        lines = [f"{method} {path} HTTP/1.1", f"Host: {HOST}", f"Content-Length: {len(content)}"]
        if content:
            lines.append("Content-Type: application/json")
        if token:
            lines.append(f"Authorization: Bearer {token}")
        if key is not None:
            lines.append(f"Idempotency-Key: {key}")
        try:
            async with asyncio.timeout(REQUEST_SECONDS):
                return await self._exchange("\r\n".join(lines).encode() + b"\r\n\r\n" + content)
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError) as error:
            raise NoResponse(repr(error)) from error

    def close(self) -> None:
        while self._idle:
            self._idle.pop()[1].close()

    async def _exchange(self, request: bytes) -> Response:
        reader, writer = await self._connection()
        try:
            writer.write(request)
            response = await _response(reader)
        except BaseException:
            writer.transport.abort()
            raise
        if b"connection: close" in response.headers:
            writer.close()
        else:
            self._idle.append((reader, writer))
        return response

    async def _connection(self) -> Connection:
        while self._idle:
            reader, writer = self._idle.pop()
            if not reader.at_eof() and not writer.is_closing():
                return reader, writer
            writer.close()
        return await asyncio.open_connection(HOST, self.port)


async def _response(reader: asyncio.StreamReader) -> Response:
    first, *rest = (await reader.readuntil(b"\r\n\r\n")).split(b"\r\n")
    headers = [line.lower() for line in rest if line]
    length = next((line for line in headers if line.startswith(LENGTH)), None)
    if length is None:
        raise ValueError(f"a response without a length: {first!r}")
    return Response(int(first.split()[1]), headers, await reader.readexactly(int(length.removeprefix(LENGTH))))
