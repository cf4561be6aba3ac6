"""A client of the edge that sees every header, even repeated ones."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from tests.processes.raw_http import Answer
from tests.services.ports import HOST

SECONDS = 60


def ask(
    port: int,
    path: str,
    method: str = "GET",
    *,
    body: Any = None,
    headers: dict[str, str] | None = None,
    tls: ssl.SSLContext | None = None,
) -> Answer:
    """Sends the path unchanged, and an iterable body in chunks."""
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
    """Returns the status of a WebSocket handshake and its raw connection, to check whether bytes are passed on."""
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
