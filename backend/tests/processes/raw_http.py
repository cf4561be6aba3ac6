"""HTTP/1.1 byte by byte, for requests that no client library sends."""

from __future__ import annotations

import json
import re
import socket
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from tests.services.ports import HOST

SECONDS = 60


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
    def code(self) -> str | None:
        """The code of the only error, in the API's shape; None for a success."""
        if self.status < 400:
            return None
        [error] = self.json["errors"]
        kind = "validation_error" if error["attr"] else "client_error" if self.status < 500 else "server_error"
        assert self.json == {"type": kind, "errors": [{key: error[key] for key in ("code", "detail", "attr")}]}
        return str(error["code"])


def exchange(port: int, request: bytes) -> Answer:
    """Sends all data and reads to the end of the connection."""
    with socket.create_connection((HOST, port), timeout=SECONDS) as connection:
        connection.sendall(request)
        return parse(read_to_end(connection))


def read_to_end(connection: socket.socket) -> bytes:
    """Also accepts a reset, because nginx resets a refused request if its rest doesn't arrive."""
    data = b""
    with suppress(ConnectionResetError):
        while part := connection.recv(65536):
            data += part
    return data


def parse(data: bytes) -> Answer:
    """The final response in the data, without a preceding 100."""
    data = re.sub(rb"^HTTP/1\.1 100 Continue\r\n\r\n", b"", data)
    head, _, body = data.partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    headers = [line.split(": ", 1) for line in lines]
    return Answer(int(status.split()[1]), tuple((name, value) for name, value in headers), body)


def assert_complete(answer: Answer) -> None:
    """Checks what every response must have, whichever server sends it."""
    assert len(answer.values("X-Request-ID")) == 1
    assert len(answer.values("Date")) == 1
    assert answer.values("X-Content-Type-Options") == ["nosniff"]
    assert answer.values("X-Frame-Options") == ["DENY"]
    if answer.status >= 400:
        assert answer.values("Content-Type") == ["application/json"]


def play(access: str, *fields: str, body: bytes, line: str) -> bytes:
    """Adds a Host and a Content-Type, unless they are among the fields."""
    own = {field.partition(":")[0] for field in fields}
    usual = {"Host": "localhost", "Authorization": f"Bearer {access}", "Content-Type": "application/json"}
    head = [line, "Connection: close", *(f"{name}: {value}" for name, value in usual.items() if name not in own)]
    return "\r\n".join([*head, *fields, "", ""]).encode("latin-1") + body
