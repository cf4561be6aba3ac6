"""The parts of HTTP/1.1 that the cases need."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Request:
    """`head` is the request as it was received, up to its body. Header names are in lower case."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    head: bytes
    body: bytes

    @property
    def token(self) -> str | None:
        """The token from the first of the places that the protocol allows."""
        for protocol in self.headers.get("sec-websocket-protocol", "").split(","):
            if protocol.strip().startswith("bearer."):
                return protocol.strip().removeprefix("bearer.")
        scheme, _, token = self.headers.get("authorization", "").partition(" ")
        return token if scheme == "Bearer" else self.query.get("token")

    def json(self) -> Any:
        return json.loads(self.body or b"{}")


async def read_request(reader: asyncio.StreamReader) -> Request | None:
    """None if the client has closed the connection."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")[:-2]
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    method, target, _ = first.split(" ")
    address = urlsplit(target)
    query = {name: values[0] for name, values in parse_qs(address.query).items()}
    return Request(method, address.path, query, headers, head, body)


def response(status: int, body: object = None, headers: dict[str, str] | None = None) -> bytes:
    """A string is sent as HTML, as a proxy would send its own page, and everything else as JSON."""
    is_text = isinstance(body, str)
    content = b"" if body is None else (body if isinstance(body, str) else json.dumps(body)).encode()
    fields = {
        "Content-Type": "text/html" if is_text else "application/json",
        "Content-Length": str(len(content)),
        **(headers or {}),
    }
    return head(status, fields) + content


def head(status: int, fields: dict[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {status} Status", *(f"{name}: {value}" for name, value in fields.items()), "", ""]
    return "\r\n".join(lines).encode()


def error_body(code: str) -> dict[str, Any]:
    return {"type": "client_error", "errors": [{"code": code, "detail": f"Refused: {code}.", "attr": None}]}
