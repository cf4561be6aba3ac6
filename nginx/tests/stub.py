"""An upstream that sends the responses that a test sets, and records its requests."""

from __future__ import annotations

import itertools
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedIOBase
from typing import Self

from tests.services.ports import HOST, free_port

UPGRADED = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"


@dataclass(frozen=True)
class Request:
    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    connection: int

    def values(self, name: str) -> list[str]:
        return [value for each, value in self.headers if each.lower() == name.lower()]


@dataclass(frozen=True)
class Reply:
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "application/json"),)
    body: bytes = b"{}"


# Bytes are sent unchanged; None breaks the connection.
Behavior = Callable[[Request], Reply | bytes | None]


def default(request: Request) -> Reply | bytes:
    return UPGRADED if request.values("Upgrade") else Reply()


class Stub:
    """A context manager. Set `behavior` to change its responses."""

    def __init__(self, host: str = HOST, port: int | None = None) -> None:
        self.port = port or free_port()
        self.address = f"{host}:{self.port}"
        self._server = _Server((host, self.port), self)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self.forget()

    def forget(self) -> None:
        self.behavior: Behavior = default
        self.requests: list[Request] = []

    @property
    def request(self) -> Request:
        """The only request."""
        (request,) = self.requests
        return request

    @contextmanager
    def held(self) -> Iterator[threading.Semaphore]:
        """Requests hang inside the block. The semaphore counts those that arrived."""
        arrived, release = threading.Semaphore(0), threading.Event()

        def hang(_request: Request) -> Reply:
            arrived.release()
            release.wait(200)
            return Reply()

        self.behavior = hang
        try:
            yield arrived
        finally:
            release.set()
            self.behavior = default

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_fault: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], stub: Stub) -> None:
        self.stub = stub
        self.numbers = itertools.count()
        super().__init__(address, _Connection)


class _Connection(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        number = next(self.server.numbers)
        stub = self.server.stub
        try:
            while request := read(self.rfile, number):
                stub.requests.append(request)
                reply = stub.behavior(request)
                if not isinstance(reply, Reply):
                    self._raw(reply)
                    return
                self.wfile.write(rendered(reply))
        except OSError:
            return  # the edge closed the connection first

    def _raw(self, reply: bytes | None) -> None:
        if reply is None:
            return
        self.wfile.write(reply)
        if reply is UPGRADED:
            while data := self.connection.recv(4096):
                self.connection.sendall(data)


def read(stream: BufferedIOBase, connection: int) -> Request | None:
    line = stream.readline().decode("latin-1").split()
    if len(line) != 3:
        return None
    headers: list[tuple[str, str]] = []
    while (text := stream.readline().decode("latin-1").rstrip("\r\n")) != "":
        name, _, value = text.partition(":")
        headers.append((name, value.strip()))
    body = read_body(stream, {name.lower(): value for name, value in headers})
    return None if body is None else Request(line[0], line[1], tuple(headers), body, connection)


def read_body(stream: BufferedIOBase, headers: dict[str, str]) -> bytes | None:
    """None if the edge breaks the connection before the end."""
    if "transfer-encoding" not in headers:
        length = int(headers.get("content-length", "0"))
        body = stream.read(length)
        return body if len(body) == length else None
    body = b""
    while size := stream.readline().strip():
        if size == b"0":
            return body if stream.readline() else None
        body += stream.read(int(size, 16) + 2)[:-2]
    return None


def rendered(reply: Reply) -> bytes:
    headers = (*reply.headers, ("Content-Length", str(len(reply.body))))
    lines = [f"HTTP/1.1 {reply.status} Stub", *(f"{name}: {value}" for name, value in headers), "", ""]
    return "\r\n".join(lines).encode("latin-1") + reply.body
