"""A client of the edge that sees every header, doubled ones too."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from tests.services.ports import HOST

SECONDS = 10


@dataclass(frozen=True)
class Answer:
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def values(self, name: str) -> list[str]:
        return [value for each, value in self.headers if each.lower() == name.lower()]

    @property
    def json(self) -> Any:
        assert self.values("Content-Type") == ["application/json"]
        return json.loads(self.body)

    @property
    def code(self) -> str:
        """Of the one error, in the API's shape."""
        (error,) = self.json["errors"]
        kind = "client_error" if self.status < 500 else "server_error"
        assert self.json == {"type": kind, "errors": [{"code": error["code"], "detail": error["detail"], "attr": None}]}
        return str(error["code"])


def ask(
    port: int,
    path: str,
    method: str = "GET",
    *,
    body: Any = None,
    headers: dict[str, str] | None = None,
    tls: ssl.SSLContext | None = None,
) -> Answer:
    """The path goes out as it is written. An iterable body is sent in chunks."""
    connection = (
        http.client.HTTPSConnection(HOST, port, timeout=SECONDS, context=tls)
        if tls
        else http.client.HTTPConnection(HOST, port, timeout=SECONDS)
    )
    try:
        connection.request(method, path, body, headers or {})
        response = connection.getresponse()
        return Answer(response.status, tuple(response.getheaders()), response.read())
    finally:
        connection.close()


@contextmanager
def handshake(
    port: int, path: str, tls: ssl.SSLContext | None = None, /, **headers: str
) -> Iterator[tuple[int, socket.socket]]:
    """The status of a WebSocket handshake, and its connection: bare, to see whether bytes pass."""
    ours = {"Host": f"{HOST}:{port}", "Upgrade": "websocket", "Connection": "Upgrade", **headers}
    lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in ours.items()), "", ""]
    with ExitStack() as opened:
        connection = opened.enter_context(socket.create_connection((HOST, port), timeout=SECONDS))
        if tls:
            connection = opened.enter_context(tls.wrap_socket(connection, server_hostname=HOST))
        connection.sendall("\r\n".join(lines).encode())
        head = b""
        while b"\r\n\r\n" not in head:
            head += connection.recv(1)
        yield int(head.split()[1]), connection
