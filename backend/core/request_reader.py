"""Reads HTTP/1.1 requests as their bytes arrive, before gunicorn or Twisted parse them. Decision 0064.

Both get each request whole and in one form: bounded, with its length, for a path. So neither waits for a client in a
thread, and both refuse the same requests in the same way.
"""

from __future__ import annotations

import re
import time

from core.raw_errors import MAX_BODY_BYTES, MAX_HEAD_BYTES, MAX_LINE_BYTES, RequestRefused
from core.request_body import ChunkedBody, SizedBody

MAX_FIELDS = 100
MAX_FORM_BYTES = 256 * 1024  # of the admin
REQUEST_SECONDS = 10.0  # for a whole request; more for what has arrived, by the next line
MIN_BYTES_PER_SECOND = 16 * 1024

_REQUEST_LINE = re.compile(rb"([A-Z][A-Z_-]{2,19}) ([\x21-\x7e]++) HTTP/1\.([01])")
_FIELDS = re.compile(rb"(?:[!#$%&'*+.^_`|~0-9A-Za-z-]++:[\t\x20-\x7e\x80-\xff]*+\r\n)*+")
_NAMES = rb"host|content-length|transfer-encoding|expect|x-request-id"
_SPECIAL = re.compile(rb"(?i)\r\n(" + _NAMES + rb"):([^\r\n]*+)")
_REPLACED = re.compile(rb"(?im)^(?:host|content-length|transfer-encoding|expect|trailer|te):[^\n]*+\n")
_BARE_LF = re.compile(rb"(?<!\r)\n")
_ABSOLUTE = re.compile(rb"(?i)https?://([^/?#@]++)([^#]*+)")
_HOST = re.compile(rb"[A-Za-z0-9._~%!$&'()*+,;=:\[\]-]*+")


class RequestReader:
    """The requests of one connection, in turn. Not for two threads at a time."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._head: _Head | None = None
        self._started_at = time.monotonic()
        self._received = 0
        self._searched, self._has_line = 0, False  # of a head that has not arrived

    def feed(self, data: bytes) -> None:
        if not self._received:
            self._started_at = time.monotonic()
        self._received += len(data)
        self._buffer += data

    def take(self) -> bytes | None:
        """The next request once all of it is there. Raises RequestRefused."""
        self._head = self._head or self._take_head()
        if self._head is None:
            return None
        try:
            body = self._head.body.take(self._buffer)
        except RequestRefused as refused:
            refused.request_id = self._head.request_id
            raise
        if body is None:
            return None
        request = self._head.render(len(body)) + body
        self._head, self._received = None, len(self._buffer)
        self._started_at = time.monotonic()
        return request

    def rest(self) -> bytes:
        rest, self._buffer, self._received = bytes(self._buffer), bytearray(), 0
        return rest

    @property
    def started(self) -> bool:
        """Whether something of the next request is there."""
        return self._received > 0

    @property
    def age(self) -> float:
        """Seconds since the request began, or since the connection was last idle."""
        return time.monotonic() - self._started_at

    @property
    def seconds_left(self) -> float:
        return REQUEST_SECONDS + self._received / MIN_BYTES_PER_SECOND - self.age

    @property
    def buffered_bytes(self) -> int:
        return len(self._buffer)

    def wants_continue(self) -> bool:
        """Whether the client waits to be told to send its body. True once for a request."""
        if self._head is None or not self._head.expects_continue:
            return False
        self._head.expects_continue = False
        return not self._buffer

    def _take_head(self) -> _Head | None:
        while self._buffer.startswith(b"\r\n"):
            del self._buffer[:2]
        end = self._buffer.find(b"\r\n\r\n", max(self._searched - 3, 0), MAX_HEAD_BYTES + 4)
        self._check_line()
        if end < 0:
            if len(self._buffer) > MAX_HEAD_BYTES:
                raise RequestRefused(431)
            if _BARE_LF.search(self._buffer, self._searched):
                raise RequestRefused(400)
            self._searched = len(self._buffer)
            return None
        head = bytes(self._buffer[: end + 2])
        del self._buffer[: end + 4]
        self._searched, self._has_line = 0, False
        return _Head(head)

    def _check_line(self) -> None:
        if not self._has_line:
            self._has_line = self._buffer.find(b"\r\n", max(self._searched - 1, 0), MAX_LINE_BYTES + 2) >= 0
            if not self._has_line and len(self._buffer) > MAX_LINE_BYTES + 1:
                raise RequestRefused(414)


class _Head:
    """The request line and the fields, each with its end of line."""

    def __init__(self, head: bytes) -> None:
        line, _, self._fields = head.partition(b"\r\n")
        special: dict[bytes, list[bytes]] = {}
        for name, value in _SPECIAL.findall(head):
            special.setdefault(name.lower(), []).append(value.strip(b" \t"))
        self.request_id = special.get(b"x-request-id", [b""])[0].decode("latin-1")
        try:
            self._read(line, special)
        except RequestRefused as refused:
            refused.request_id = self.request_id
            raise

    def _read(self, line: bytes, special: dict[bytes, list[bytes]]) -> None:
        if self._fields.count(b"\r\n") > MAX_FIELDS or self._has_long_field():
            raise RequestRefused(431)
        parts = _REQUEST_LINE.fullmatch(line)
        if parts is None or not _FIELDS.fullmatch(self._fields):
            raise RequestRefused(400)
        self._method, target, self._minor = parts.groups()
        host = _single(special, b"host", required=self._minor == b"1")
        self._target, self._host = _path_and_host(self._method, target, host)
        if not _HOST.fullmatch(self._host or b""):
            raise RequestRefused(400)
        self.body = self._body(special)
        expectations = [value.lower() for value in special.get(b"expect", [])]
        self.expects_continue = self._minor == b"1" and expectations == [b"100-continue"]
        self._rewritten = bool(expectations) or self._target != target or isinstance(self.body, ChunkedBody)

    def _has_long_field(self) -> bool:
        fields = self._fields
        return len(fields) > MAX_LINE_BYTES and max(map(len, fields.split(b"\r\n"))) > MAX_LINE_BYTES

    def _body(self, special: dict[bytes, list[bytes]]) -> SizedBody | ChunkedBody:
        limit = MAX_FORM_BYTES if self._target.startswith(b"/admin/") else MAX_BODY_BYTES
        length = _single(special, b"content-length")
        if b"transfer-encoding" not in special:
            return SizedBody(length or b"0", limit)
        codings = [value.lower() for value in special[b"transfer-encoding"]]
        if codings != [b"chunked"] or length is not None or self._minor == b"0":
            raise RequestRefused(400)
        return ChunkedBody(limit)

    def render(self, length: int) -> bytes:
        line = b"%b %b HTTP/1.%b\r\n" % (self._method, self._target, self._minor)
        if not self._rewritten:
            return line + self._fields + b"\r\n"
        host = b"" if self._host is None else b"Host: %b\r\n" % self._host
        return line + host + _REPLACED.sub(b"", self._fields) + b"Content-Length: %d\r\n\r\n" % length


def _single(special: dict[bytes, list[bytes]], name: bytes, *, required: bool = False) -> bytes | None:
    values = special.get(name, [])
    if len(values) > 1 or (required and not values):
        raise RequestRefused(400)
    return values[0] if values else None


def _path_and_host(method: bytes, target: bytes, host: bytes | None) -> tuple[bytes, bytes | None]:
    """What a target in absolute form names takes the place of the Host field (RFC 9112 3.2.2)."""
    if target.startswith(b"/") or (target == b"*" and method == b"OPTIONS"):
        return target, host
    absolute = _ABSOLUTE.fullmatch(target)
    if absolute is None:
        raise RequestRefused(400)
    authority, path = absolute.groups()
    return (path if path.startswith(b"/") else b"/" + path), authority
