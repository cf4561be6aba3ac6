"""Refused handshakes have the common error shape, and a request id that is in the log.

The response contains nothing of the request, and the connection ends without a reset.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any

import pytest

from tests.core.test_headers import EVERYWHERE
from tests.processes.peer import HANDSHAKE, Peer, close, frame, handshake
from tests.processes.players import Edge
from tests.processes.programs import Serve

ACCEPT = "BACScCJPNqyz+UBoqMH89VmURoA="  # for the key of a valid handshake
MARK = "zz9zz"  # in the invalid part of the request
BAD_REQUEST, FORBIDDEN, NOT_FOUND = (400, "bad_request"), (403, "permission_denied"), (404, "not_found")
METHOD, VERSION = (405, "method_not_allowed"), (426, "upgrade_required")


@dataclass(frozen=True)
class Row:
    """`changed` replaces headers of a valid handshake. None omits a header, and a list repeats it."""

    name: str
    expected: tuple[int, str]
    changed: dict[str, Any] = field(default_factory=dict)
    line: str = "GET /ws/game/ HTTP/1.1"
    body: bytes = b""
    is_read: bool = True  # so that its request id is known

    @property
    def headers(self) -> Iterator[tuple[str, str]]:
        for name, value in {**HANDSHAKE, **self.changed}.items():
            for each in value if isinstance(value, list) else [value]:
                if each is not None:
                    yield name, each


KEYS = {
    "markup": f"<script>{MARK}</script>",
    "empty": "",
    "15 bytes": "MTIzNDU2Nzg5MDEyMzQ1",
    "17 bytes": "MTIzNDU2Nzg5MDEyMzQ1Njc=",
    "no base64": "*" * 22 + "==",
    "no padding": "A" * 22,
    "two in one line": "MDEyMzQ1Njc4OWFiY2RlZg==, MDEyMzQ1Njc4OWFiY2RlZg==",
}
ORIGINS = [
    "",
    "http://",
    "https://evil.example",
    f"https://{MARK}.example",
    "http://[",
    "no origin",
    "http://localhost:x",
]
TABLE = [
    *[Row(f"key: {name}", BAD_REQUEST, {"Sec-WebSocket-Key": key}) for name, key in KEYS.items()],
    Row("no key", BAD_REQUEST, {"Sec-WebSocket-Key": None}),
    Row("two keys", BAD_REQUEST, {"Sec-WebSocket-Key": [HANDSHAKE["Sec-WebSocket-Key"]] * 2}),
    *[Row(f"version {v}", VERSION, {"Sec-WebSocket-Version": v}) for v in ("8", "0", "14", "", MARK, "13, 8", "+13")],
    Row("no version", VERSION, {"Sec-WebSocket-Version": None}),
    Row("two versions", VERSION, {"Sec-WebSocket-Version": ["13", "8"]}),
    *[Row(method, METHOD, line=f"{method} /ws/game/ HTTP/1.1") for method in ("POST", "PUT", "OPTIONS", "HEAD")],
    Row("a method in small letters", BAD_REQUEST, line=f"{MARK} /ws/game/ HTTP/1.1"),
    Row("HTTP/1.0", BAD_REQUEST, line="GET /ws/game/ HTTP/1.0"),
    Row("no host", BAD_REQUEST, {"Host": None}),
    Row("two hosts", BAD_REQUEST, {"Host": ["localhost", "localhost"]}),
    Row("an empty host", BAD_REQUEST, {"Host": ""}),
    Row("a host that is none", BAD_REQUEST, {"Host": f"{MARK}/x"}),
    Row("no connection", BAD_REQUEST, {"Connection": None}),
    Row("another connection", BAD_REQUEST, {"Connection": "keep-alive"}),
    *[Row(f"origin {origin!r}", FORBIDDEN, {"Origin": origin}) for origin in ORIGINS],
    Row("two origins", BAD_REQUEST, {"Origin": ["http://localhost:3000"] * 2}),
    Row("a subprotocol that is no token", BAD_REQUEST, {"Sec-WebSocket-Protocol": f"numberplay.v1, <{MARK}>"}),
    Row("a subprotocol with an accent", BAD_REQUEST, {"Sec-WebSocket-Protocol": "é"}),
    Row("a subprotocol twice", BAD_REQUEST, {"Sec-WebSocket-Protocol": "a, a"}),
    Row("an extension that is none", BAD_REQUEST, {"Sec-WebSocket-Extensions": f"x; ={MARK}"}),
    Row("a forged token", FORBIDDEN, {"Sec-WebSocket-Protocol": f"bearer.{MARK}"}),
    Row("an unknown path", NOT_FOUND, line=f"GET /ws/{MARK}/ HTTP/1.1"),
    Row("an accent in the path", BAD_REQUEST, line=f"GET /ws/é{MARK}/ HTTP/1.1"),
    Row("an accent in the query", BAD_REQUEST, line=f"GET /ws/game/?é{MARK} HTTP/1.1"),
    Row("a long address", (414, "uri_too_long"), line=f"GET /ws/game/?{MARK * 2000} HTTP/1.1", is_read=False),
    Row("a long head", (431, "headers_too_large"), {f"{MARK}-{at}": "x" * 1000 for at in range(20)}, is_read=False),
    Row("150 fields", (431, "headers_too_large"), {f"{MARK}-{at}": "x" for at in range(150)}),
    Row("a frame before the answer", BAD_REQUEST, body=frame(0x1, b"{}")),
    Row("a request before the answer", BAD_REQUEST, body=b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
    Row("a fragment", BAD_REQUEST, line=f"GET /ws/game/#{MARK} HTTP/1.1"),
    Row("a body", BAD_REQUEST, {"Content-Length": "5"}, body=MARK.encode()),
]
EXPECTED_HEADERS = {405: ("allow", "GET"), 426: ("sec-websocket-version", "13")}
VALID = [
    Row("nothing else", (101, "")),
    Row("other letters", (101, ""), {"Upgrade": "WebSocket", "Connection": "uPgRaDe"}),
    Row("lists", (101, ""), {"Upgrade": "foo, websocket", "Connection": "keep-alive, Upgrade"}),
    Row("an origin of ours", (101, ""), {"Origin": "http://localhost:3000"}),
    Row("unknown subprotocols", (101, ""), {"Sec-WebSocket-Protocol": "a, b"}),
    Row("an extension", (101, ""), {"Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits"}),
    Row(
        "a wrong parameter", (101, ""), {"Sec-WebSocket-Extensions": 'permessage-deflate; server_max_window_bits="99"'}
    ),
    Row("a query", (101, ""), line="GET /ws/game/?since=0 HTTP/1.1"),
]


@pytest.fixture(scope="module")
def access(embedded: Serve) -> Iterator[str]:
    edge = Edge(embedded)
    yield edge.register().access
    edge.close()


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_a_refused_handshake(embedded: Serve, access: str, row: Row) -> None:
    status, code = row.expected
    request_id = f"refused-{TABLE.index(row)}"
    head = handshake(access, line=row.line, headers=[("X-Request-ID", request_id), *row.headers]) + row.body

    with Peer(embedded, head) as peer:
        response = peer.response(has_body=not row.line.startswith("HEAD"))
        seen = peer.end()

    assert response.status == status
    if not row.line.startswith("HEAD"):
        assert [error["code"] for error in response.error["errors"]] == [code]
        assert response.error["type"] == "client_error"
    assert response.headers["content-type"] == ["application/json"]
    assert len(response.headers["x-request-id"]) == 1
    if row.is_read:
        assert response.headers["x-request-id"] == [request_id]
    request_id = response.headers["x-request-id"][0]
    assert f"request_id={request_id} status={status}" in embedded.log
    for name, value in EVERYWHERE.items():
        assert response.headers[name.lower()] == [value]
    assert response.headers["cache-control"] == ["no-store"]
    assert parsedate_to_datetime(response.headers["date"][0])
    name, value = EXPECTED_HEADERS.get(status, ("server", "numberplay"))
    assert response.headers[name] == [value]
    assert MARK not in f"{response.reason}{response.headers}{response.body!r}"
    assert not seen.is_reset


@pytest.mark.parametrize("row", VALID, ids=lambda row: row.name)
def test_an_accepted_handshake(embedded: Serve, access: str, row: Row) -> None:
    with Peer(embedded, handshake(access, line=row.line, headers=row.headers)) as peer:
        response = peer.response()
        seen = peer.exchange(b"", 0, close(1000))

    assert response.status == 101
    assert response.headers["sec-websocket-accept"] == [ACCEPT]
    assert "sec-websocket-extensions" not in response.headers
    assert "sec-websocket-protocol" not in response.headers
    assert len(response.headers["x-request-id"][0]) == 32
    assert not seen.is_reset
