"""Event streams as a subscriber uses them, on the real ASGI application."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from asgiref.testing import ApplicationCommunicator

from config.asgi import application
from tests import uncontended
from tests.contracts.documents import described_event
from tests.sockets import HANGS_SECONDS, SECONDS

PATH = "/api/game/results/stream/"


@dataclass(frozen=True)
class Event:
    """`id` is None for an event without one; `name` and `data` are None for a block without an event."""

    id: int | None
    name: str | None
    data: Any


class Ended(Exception):
    """The response is complete."""


class Stream:
    """`status` and `headers` are those of the response; `body` is the body of a refusal.

    The client reads while `reads` is set; `is_awaited` is set once the server waits for it.
    """

    def __init__(self, scope: dict[str, Any]) -> None:
        self.reads = asyncio.Event()
        self.reads.set()
        self.is_awaited = asyncio.Event()
        self._communicator: Any = ApplicationCommunicator(self._paced, scope)  # type: ignore[no-untyped-call]
        self._text = ""
        self.comments = 0
        self.raw: list[str] = []  # the blocks, as they were sent

    async def start(self) -> None:
        await self._communicator.send_input({"type": "http.request", "body": b"", "more_body": False})
        message = await self._output(SECONDS)
        self.status = int(message["status"])
        self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        if self.status != 200:
            self.body = json.loads((await self._output(SECONDS))["body"])

    @property
    def codes(self) -> set[tuple[str, str | None]]:
        return {(error["code"], error["attr"]) for error in self.body["errors"]}

    async def receive(self, seconds: float = SECONDS) -> Event:
        """The next event. Skips comments and blocks without an event. Raises Ended, or TimeoutError."""
        while (found := parsed(await self.block(seconds))).name is None:
            pass
        return found

    async def block(self, seconds: float = SECONDS) -> str:
        while "\n\n" not in self._text:
            message = await self._output(seconds)
            if not message.get("more_body"):
                raise Ended
            self._text += message["body"].decode()
        block, _, self._text = self._text.partition("\n\n")
        self.raw.append(block)
        if block.startswith(":"):
            self.comments += 1
        return block

    async def receives_nothing(self, seconds: float = 0.2) -> bool:
        return not self._text and bool(await self._communicator.receive_nothing(seconds))

    async def ended(self, seconds: float = SECONDS) -> None:
        """Skips everything until the end of the response."""
        try:
            while True:
                await self.block(seconds)
        except Ended:
            return

    async def leave(self) -> None:
        """The client disconnects."""
        self.reads.set()  # the server no longer waits for it
        await self._communicator.send_input({"type": "http.disconnect"})

    async def close(self) -> None:
        await self.leave()
        await self._communicator.wait(HANGS_SECONDS)

    async def _paced(self, scope: Any, receive: Any, send: Any) -> None:
        """The server waits for a client that doesn't read."""

        async def sending(message: Any) -> None:
            if not self.reads.is_set():
                self.is_awaited.set()
            await self.reads.wait()
            await send(message)

        await application(scope, receive, sending)

    async def _output(self, seconds: float) -> Any:
        return await uncontended.wait_for(self._communicator.receive_output(HANGS_SECONDS), seconds)


class Streams:
    def __init__(self) -> None:
        self._opened: list[Stream] = []

    async def open(
        self, token: str | None = None, /, *, headers: dict[str, str] | None = None, **query: object
    ) -> Stream:
        fields = dict(headers or {})
        if token is not None:
            fields["Authorization"] = f"Bearer {token}"
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "path": PATH,
            "raw_path": PATH.encode(),
            "query_string": urlencode(query).encode(),
            "headers": [(b"host", b"testserver"), *((n.lower().encode(), v.encode()) for n, v in fields.items())],
            "client": ("127.0.0.1", 1),
            "server": ("testserver", 80),
        }
        stream = Stream(scope)
        self._opened.append(stream)
        await stream.start()
        return stream

    async def close_all(self) -> None:
        await asyncio.gather(*(stream.close() for stream in self._opened), return_exceptions=True)


async def seqs(stream: Stream, count: int) -> list[int | None]:
    return [(await stream.receive()).id for _ in range(count)]


def parsed(block: str) -> Event:
    fields = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
    data = json.loads(fields["data"]) if "data" in fields else None
    if data is not None:
        described_event({name: value for name, value in fields.items() if name != "data"}, data)
    return Event(int(fields["id"]) if "id" in fields else None, fields.get("event"), data)
