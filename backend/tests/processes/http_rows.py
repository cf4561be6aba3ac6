"""Requests to Daphne, gunicorn and the edge, with the response of each."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import NamedTuple

from tests.processes.raw_http import play

PLAY = b'{"number": 842}'
SIZED = f"Content-Length: {len(PLAY)}"
CHUNKED = "Transfer-Encoding: chunked"
WHOLE = b"f\r\n" + PLAY + b"\r\n0\r\n\r\n"


STATUS = {
    None: 200,
    "bad_request": 400,
    "required": 400,
    "not_found": 404,
    "body_too_large": 413,
    "uri_too_long": 414,
    "unsupported_media_type": 415,
    "headers_too_large": 431,
}


class Row(NamedTuple):
    """`request` creates the bytes from an access token. The codes are those of the errors."""

    name: str
    request: Callable[[str], bytes]
    code: str | None
    edge_code: str | None

    @property
    def answer(self) -> tuple[int, str | None]:
        return STATUS[self.code], self.code

    @property
    def edge_answer(self) -> tuple[int, str | None]:
        return STATUS[self.edge_code], self.edge_code


PLAYS = "POST /api/game/play/ HTTP/1.1"
OVER_1_0 = "POST /api/game/play/ HTTP/1.0"


def body(name: str, *fields: str, body: bytes = WHOLE, code: str | None = None, line: str = PLAYS) -> Row:
    return Row(name, lambda access: play(access, *fields, body=body, line=line), code, code)


def single_bytes(text: bytes) -> bytes:
    return b"".join(b"1\r\n%c\r\n" % byte for byte in text) + b"0\r\n\r\n"


BODIES = [
    body("one chunk", CHUNKED),
    body("chunks of one byte", CHUNKED, body=single_bytes(PLAY)),
    body("a chunk extension", CHUNKED, body=b'f;a=b;c="d"\r\n' + PLAY + b"\r\n0\r\n\r\n"),
    body("trailers", CHUNKED, body=WHOLE[:-2] + b"X-Checksum: 1\r\n\r\n"),
    body("zeros and capitals in a size", CHUNKED, body=b"000F\r\n" + PLAY + b"\r\n000\r\n\r\n"),
    body("Chunked in capitals", "Transfer-Encoding: Chunked"),
    body(
        "chunks of 32 KiB",
        CHUNKED,
        body=b"8000\r\n" + b" " * 0x8000 + b"\r\n0\r\n\r\n",
        code="body_too_large",
    ),
    body("no chunk", CHUNKED, body=b"0\r\n\r\n", code="required"),
    body("a length and chunks", CHUNKED, SIZED, code="bad_request"),
    body("a coding before the chunks", "Transfer-Encoding: gzip, chunked", code="bad_request"),
    body("chunked twice", CHUNKED, CHUNKED, code="bad_request"),
    body("another transfer coding", "Transfer-Encoding: gzip", code="bad_request"),
    body("a size that is no number", CHUNKED, body=b"zz\r\n" + PLAY + b"\r\n0\r\n\r\n", code="bad_request"),
    body(
        "a chunk that is longer than it says",
        CHUNKED,
        body=b"2\r\n" + PLAY + b"\r\n0\r\n\r\n",
        code="bad_request",
    ),
    body("a length", SIZED, body=PLAY),
    body("a length of 0", "Content-Length: 0", body=b"", code="required"),
    body("no length", "X-Nothing: here", body=b"", code="required"),
    body("two lengths", SIZED, SIZED, body=PLAY, code="bad_request"),
    body("a length with a sign", f"Content-Length: +{len(PLAY)}", body=PLAY, code="bad_request"),
    body("a length over 16 KiB", "Content-Length: 16385", body=b"", code="body_too_large"),
    body("a length of 40 digits", "Content-Length: " + "9" * 40, body=b"", code="body_too_large")._replace(
        edge_code="bad_request"
    ),
    body("Expect with its body", "Expect: 100-continue", SIZED, body=PLAY),
    body("Expect in capitals", "Expect: 100-Continue", SIZED, body=PLAY),
    body("another expectation", "Expect: a-miracle", SIZED, body=PLAY),
    body("HTTP/1.0", SIZED, body=PLAY, line=OVER_1_0),
    body("HTTP/1.0 with Expect", "Expect: 100-continue", SIZED, body=PLAY, line=OVER_1_0),
    body("HTTP/1.0 with chunks", CHUNKED, line=OVER_1_0, code="bad_request"),
    body("absolute form", SIZED, body=PLAY, line="POST http://localhost/api/game/play/ HTTP/1.1"),
    body("absolute form and chunks", CHUNKED, line="POST HTTP://localhost:8000/api/game/play/ HTTP/1.1"),
    body(
        "absolute form and another Host",
        SIZED,
        "Host: elsewhere",
        body=PLAY,
        line="POST http://localhost/api/game/play/ HTTP/1.1",
    ),
    body(
        "a form of another scheme",
        SIZED,
        body=PLAY,
        line="POST ftp://localhost/api/game/play/ HTTP/1.1",
        code="bad_request",
    )._replace(edge_code=None),
]


def coding(value: str, content: bytes = PLAY, *, code: str | None = "unsupported_media_type") -> Row:
    fields = f"Content-Encoding: {value}", f"Content-Length: {len(content)}"
    return body(f"Content-Encoding: {value}", *fields, body=content, code=code)


CODINGS = [
    coding("gzip", gzip.compress(PLAY)),
    *(coding(value) for value in ("gzip", "GZip", "x-gzip", "deflate", "br", "zstd", "compress", "aws-chunked")),
    *(coding(value) for value in ("identity, gzip", "gzip, identity", "gzip;q=0", "identity;q=1", "*")),
    *(coding(value, code=None) for value in ("identity", "Identity", "identity, identity", "")),
]


def content_type(value: str, code: str | None) -> Row:
    return body(f"Content-Type: {value}", f"Content-Type: {value}", SIZED, body=PLAY, code=code)


TAKEN = [
    "application/json",
    "Application/JSON",
    "application/json; charset=utf-8",
    'application/json;charset="UTF-8"',
    "application/json ; charset=UTF8",
    "application/json;",
    "application/json; version=1",
    'application/json; a="b;c\\""; charset=utf-8',
]
REFUSED = [
    "application/json; charset=utf-7",
    "application/json; charset=hex",
    "application/json; charset=utf-16",
    "application/json; charset=latin-1",
    "application/json; charset=utf-8; charset=utf-7",
    "application/json; charset*=hex''x",
    "application/json; charset=",
    "application/json;,text/plain",
    "application/json, text/plain",
    "application/json text/plain",
    "application/json; x",
    "application/jsonp",
    "application/problem+json",
    "text/json",
    "text/plain",
    "multipart/form-data; boundary=x; charset*=hex''x",
    "application/x-www-form-urlencoded; charset=hex",
    "",
]
CONTENT_TYPES = [
    *(content_type(value, None) for value in TAKEN),
    *(content_type(value, "unsupported_media_type") for value in REFUSED),
]


def head(
    name: str,
    *fields: str,
    line: str = "GET /api/game/rules/ HTTP/1.1",
    host: str | None = "localhost",
    code: str | None = "bad_request",
) -> Row:
    lines = [line, *([] if host is None else [f"Host: {host}"]), "Connection: close", *fields, "", ""]
    return Row(name, lambda _: "\r\n".join(lines).encode("latin-1"), code, code)


def path(name: str, path: str, code: str | None = "bad_request") -> Row:
    return head(name, line=f"GET {path} HTTP/1.1", code=code)


HEADS = [
    head("cookies of 17 KB", *(f"Cookie: a={'b' * 4000}" for _ in range(5)), code="headers_too_large"),
    head("one cookie of 17 KB", f"Cookie: a={'b' * 17_000}", code="headers_too_large"),
    head("a field of 9 KB", f"X-Long: {'b' * 9000}", code="headers_too_large"),
    head("a field of 8000 bytes", f"X-Long: {'b' * 8000}", code=None),
    head("50 fields", *(f"X-{i}: a" for i in range(50)), code=None),
    head("200 fields", *(f"X-{i}: a" for i in range(200)), code="headers_too_large"),
    head("501 fields", *(f"X-{i}: a" for i in range(501)), code="headers_too_large"),
    path("an address of 8000 bytes", f"/api/game/rules/?{'a' * 8000}", None),
    path("an address of 9 KB", f"/api/game/rules/?{'a' * 9000}", "uri_too_long"),
    path("an address of 17 KB", f"/api/game/rules/?{'a' * 17_000}", "uri_too_long"),
    path("é in the path", "/api/\u00e9/"),
    path("é in UTF-8 in the path", "/api/\u00c3\u00a9/"),
    path("é in the query", "/api/game/rules/?a=\u00e9"),
    path("%FF in the path", "/api/%FF/", "not_found"),
    path("NUL in the path", "/api/\0/"),
    path("a space in the path", "/api/ /"),
    head("no Host", host=None),
    head("two Hosts", "Host: localhost"),
    head("two different Hosts", "Host: elsewhere"),
    head("a space in the Host", host="a b"),
    head("a slash in the Host", host="a/b"),
    head("an angle bracket in the Host", host="a<b"),
    head("an at sign in the Host", host="a@b"),
    head("HTTP/1.0 without a Host", host=None, line="GET /api/game/rules/ HTTP/1.0", code=None),
    head("HTTP/2.0", line="GET /api/game/rules/ HTTP/2.0"),
    head("HTTP/1.1 in small letters", line="GET /api/game/rules/ http/1.1"),
    head("a method in small letters", line="get /api/game/rules/ HTTP/1.1"),
    head("a method with a bracket", line="G[T /api/game/rules/ HTTP/1.1"),
    head("a space before a colon", "X-Odd : a"),
    head("a field without a colon", "X-Odd")._replace(edge_code=None),  # nginx leaves it out
    head("a folded field", "X-Odd: a", " b"),
    head("NUL in a field", "X-Odd: a\0b"),
    head("a bare carriage return in a field", "X-Odd: a\rb"),
]
