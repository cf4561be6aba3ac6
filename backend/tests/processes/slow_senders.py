"""Clients that send one byte per second, or stop in the middle of a request."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Self

from tests import uncontended
from tests.processes.raw_http import Answer, parse
from tests.services.ports import HOST

BETWEEN_SECONDS = 0.5
ENDED_SECONDS = 20  # 10 are allowed
FIELDS = "Host: localhost\r\nContent-Type: application/json\r\n"
POST = f"POST /api/game/play/ HTTP/1.1\r\n{FIELDS}"
LIVE = b"GET /health/live/ HTTP/1.1\r\nHost: localhost\r\n\r\n"


@dataclass(frozen=True)
class Kind:
    """The bytes sent immediately, and those sent one at a time. The status is None if no request was started."""

    name: str
    at_once: bytes
    slowly: bytes = b""
    status: int | None = 408

    @property
    def slow_body(self) -> bool:
        return bool(self.slowly) and b"\r\n\r\n" in self.at_once


KINDS = [
    Kind("says nothing", b"", status=None),
    Kind("stops in the request line", b"GET /api/ga"),
    Kind("stops in its fields", b"GET /api/game/rules/ HTTP/1.1\r\nHost: a\r\nX-"),
    Kind("a head byte by byte", b"GET /api/game/rules/ HTTP/1.1\r\n", b"X-Slow: a\r\n" * 50),
    Kind("empty lines", b"", b"\r\n" * 100),
    Kind("stops before its body", f"{POST}Content-Length: 100\r\n\r\n".encode()),
    Kind("stops in its body", f"{POST}Content-Length: 100\r\n\r\n".encode() + b'{"num'),
    Kind("a body byte by byte", f"{POST}Content-Length: 100\r\n\r\n".encode(), b" " * 100),
    Kind("chunks byte by byte", f"{POST}Transfer-Encoding: chunked\r\n\r\n".encode(), b"1\r\n \r\n" * 30),
    Kind("trailers byte by byte", f"{POST}Transfer-Encoding: chunked\r\n\r\n0\r\n".encode(), b"X: a\r\n" * 30),
    Kind(
        "a form byte by byte",
        f"POST /admin/login/ HTTP/1.1\r\n{FIELDS}Content-Length: 9999\r\n\r\n".encode(),
        b"a" * 99,
    ),
    Kind("Expect, and then nothing", f"{POST}Content-Length: 100\r\nExpect: 100-continue\r\n\r\n".encode()),
    Kind("half a request behind a whole one", LIVE + b"GET /health/li"),
    Kind(
        "a password byte by byte", POST.replace("/api/game/play/", "/auth/api/login/").encode(), b"X-Slow: a\r\n" * 50
    ),
]


@dataclass
class Sender:
    kind: Kind
    connection: socket.socket
    received: bytes = b""
    ended_after: float | None = None
    sent: int = 0
    began: float = field(default_factory=time.monotonic)

    @classmethod
    def open(cls, port: int, kind: Kind) -> Self:
        connection = socket.create_connection((HOST, port), timeout=5)
        connection.sendall(kind.at_once)
        connection.setblocking(False)
        return cls(kind, connection)

    @property
    def answer(self) -> Answer | None:
        """The last final response."""
        final = self.received.replace(b"HTTP/1.1 100 Continue\r\n\r\n", b"")
        last = final.rfind(b"HTTP/1.1 ")
        return None if last < 0 else parse(final[last:])

    def go_on(self) -> None:
        """Reads what has arrived, and sends one byte."""
        try:
            while data := self.connection.recv(65536):
                self.received += data
        except BlockingIOError:
            self._send_a_byte()
            return
        except ConnectionError:
            pass
        self.ended_after = uncontended.since(self.began)

    def _send_a_byte(self) -> None:
        try:
            self.connection.send(self.kind.slowly[self.sent : self.sent + 1])
            self.sent += 1
        except OSError:
            pass  # the next read detects it


@contextmanager
def senders(port: int, times: int) -> Iterator[list[Sender]]:
    """Opens the given number of connections of each kind."""
    with ExitStack() as stack:
        opened = [Sender.open(port, kind) for kind in KINDS for _ in range(times)]
        for sender in opened:
            stack.enter_context(sender.connection)
        yield opened


def until_ended(opened: list[Sender]) -> None:
    """Continues until every connection has ended, or for long enough to show that one never does."""
    began = time.monotonic()
    while (going := [one for one in opened if one.ended_after is None]) and uncontended.since(began) < ENDED_SECONDS:
        for sender in going:
            sender.go_on()
        time.sleep(BETWEEN_SECONDS)
