"""Recognizes WebSocket handshakes, and validates them as specified in RFC 6455 §4.2.1."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from core.http.errors import error_body, error_headers

if TYPE_CHECKING:
    from twisted.web.http import Request

VERSION = b"13"
KEY_BYTES = 16
TOKEN = rb"[!#$%&'*+.^_`|~0-9A-Za-z-]++"
PARAMETER = rb"[ \t]*+;[ \t]*+" + TOKEN + rb"(?:=(?:" + TOKEN + rb'|"' + TOKEN + rb'"))?'
IS_TOKEN = re.compile(TOKEN)
IS_EXTENSION = re.compile(TOKEN + rb"(?:" + PARAMETER + rb")*+")
IS_HOST = re.compile(rb"[^\s,/?#@]++")

# Headers that tell the client how to correct the request.
HINTS = {
    405: {"Allow": "GET"},
    426: {"Sec-WebSocket-Version": VERSION.decode(), "Upgrade": "websocket", "Connection": "Upgrade"},
    503: {"Retry-After": "1"},
}


def refusal_headers(status: int, request_id: str) -> list[tuple[bytes, bytes]]:
    size = {"Content-Length": str(len(error_body(status)))}
    headers = {**error_headers(request_id), **size, **HINTS.get(status, {})}
    return [(name.encode(), value.encode()) for name, value in headers.items()]


def is_handshake(request: Request) -> bool:
    return b"websocket" in [value.lower() for value in _list(request, b"Upgrade")]


def refused_status(request: Request) -> int | None:
    """Returns the status with which to refuse the handshake, or None if the server finds no error in it."""
    if request.clientproto != b"HTTP/1.1" or b"#" in request.uri:
        return 400
    if request.method != b"GET":
        return 405
    if not all((_has_one_host(request), _is_upgraded(request), _has_key(request), _has_valid_lists(request))):
        return 400
    if _values(request, b"Sec-WebSocket-Version") != [VERSION]:
        return 426
    origins = _values(request, b"Origin")
    if not all(_is_origin(origin) for origin in origins):
        return 403
    return 400 if len(origins) > 1 or request.content.read() else None


def _has_one_host(request: Request) -> bool:
    hosts = _values(request, b"Host")
    return len(hosts) == 1 and bool(IS_HOST.fullmatch(hosts[0]))


def _is_upgraded(request: Request) -> bool:
    return b"upgrade" in [value.lower() for value in _list(request, b"Connection")]


def _has_key(request: Request) -> bool:
    keys = _values(request, b"Sec-WebSocket-Key")
    try:
        return len(keys) == 1 and len(base64.b64decode(keys[0], validate=True)) == KEY_BYTES
    except binascii.Error:
        return False


def _has_valid_lists(request: Request) -> bool:
    protocols = _list(request, b"Sec-WebSocket-Protocol")
    extensions = _list(request, b"Sec-WebSocket-Extensions")
    return (
        len(set(protocols)) == len(protocols)
        and all(IS_TOKEN.fullmatch(protocol) for protocol in protocols)
        and all(IS_EXTENSION.fullmatch(extension) for extension in extensions)
    )


def _is_origin(value: bytes) -> bool:
    try:
        page = urlsplit(value.decode("ascii"))
        return value == b"null" or bool(page.scheme and page.hostname and (page.port is None or page.port))
    except ValueError:
        return False


def _values(request: Request, name: bytes) -> list[bytes]:
    return list(request.requestHeaders.getRawHeaders(name, []))


def _list(request: Request, name: bytes) -> list[bytes]:
    """Returns the members of a list header, which may be repeated."""
    return [member.strip() for value in _values(request, name) for member in value.split(b",")]
