"""The state of the server while a case is played."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from typing import Any, Protocol

from conformance.server.case import Case
from conformance.server.http import Request
from conformance.server.log import Entry, Log
from conformance.server.scripts import each
from conformance.server.tokens import Tokens


class Connection(Protocol):
    def send_result(self, seq: int) -> None: ...


class Scene:
    """`newest` is the seq of the newest result. A second of the case takes `1 / speed` seconds."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.log = Log()
        self.newest: int = case.server.get("newest", 0)
        self.tokens = Tokens(case.server.get("access_seconds", 300), case.server.get("clock_skew", 0))
        self.open: list[Connection] = []
        self.plays: dict[str, int] = {}
        self._scripts: dict[str, Iterator[Any]] = {}

    def now(self) -> float:
        return time.monotonic() * self.case.speed

    async def pause(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self.case.speed)

    def script(self, kind: str) -> Any:
        """The script of the next connection or request of that kind."""
        default: Any = [] if kind in {"sockets", "streams"} else {}
        if kind not in self._scripts:
            self._scripts[kind] = each(self.case.server.get(kind), default)
        return next(self._scripts[kind])

    def arrived(self, kind: str, request: Request, **details: Any) -> Entry:
        entry = Entry(self.now(), {"token": self.tokens.name_of(request.token), **details})
        self.log.requests[kind].append(entry)
        return entry

    def is_signed_in(self, request: Request) -> bool:
        return self.tokens.is_valid(request.token, self.now())

    def commit(self, seq: int) -> None:
        """Stores the result, and sends it on every open connection."""
        self.newest = max(self.newest, seq)
        for connection in list(self.open):
            connection.send_result(seq)
