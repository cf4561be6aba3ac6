"""Validates the head of an HTTP/1.1 request (RFC 9112), and normalizes its target and body framing."""

from __future__ import annotations

import re

from core.http.errors import RequestRefused
from core.http.limits import MAX_BODY_BYTES, MAX_FIELDS, MAX_FORM_BYTES, MAX_LINE_BYTES
from core.http.request_body import ChunkedBody, SizedBody

_REQUEST_LINE = re.compile(rb"([A-Z][A-Z_-]{2,19}) ([\x21-\x7e]++) HTTP/1\.([01])")
_FIELDS = re.compile(rb"(?:[!#$%&'*+.^_`|~0-9A-Za-z-]++:[\t\x20-\x7e\x80-\xff]*+\r\n)*+")
_NAMES = rb"host|content-length|transfer-encoding|expect|x-request-id"
_SPECIAL = re.compile(rb"(?i)\r\n(" + _NAMES + rb"):([^\r\n]*+)")
_REPLACED = re.compile(rb"(?im)^(?:host|content-length|transfer-encoding|expect|trailer|te):[^\n]*+\n")
_ABSOLUTE = re.compile(rb"(?i)https?://([^/?#@]++)([^#]*+)")
_HOST = re.compile(rb"[A-Za-z0-9._~%!$&'()*+,;=:\[\]-]*+")


class RequestHead:
    """`head` is the request line and the fields, each with its line ending."""

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
    """Returns the path and the host. The host of an absolute-form target overrides the Host field (RFC 9112 3.2.2)."""
    if target.startswith(b"/") or (target == b"*" and method == b"OPTIONS"):
        return target, host
    absolute = _ABSOLUTE.fullmatch(target)
    if absolute is None:
        raise RequestRefused(400)
    authority, path = absolute.groups()
    return (path if path.startswith(b"/") else b"/" + path), authority
