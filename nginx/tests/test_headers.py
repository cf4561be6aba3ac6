"""The headers of every response, and the headers that upstreams get."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable

import pytest

from asking import SECONDS, ask
from conftest import System
from stub import Reply
from tests.processes.raw_http import Answer
from tests.services.ports import HOST

OF_THE_CONNECTION = {"server", "date", "connection", "content-type", "content-length", "transfer-encoding"}
SECURITY = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
PASSED = {
    **SECURITY,
    "content-security-policy": "frame-ancestors 'none'; base-uri 'none'; object-src 'none'; form-action 'self'",
}
SAID = {
    **SECURITY,
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cache-control": "no-store",
}
PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"


def exact(answer: Answer) -> dict[str, str]:
    """All headers except those of the connection. None may be repeated, and the request id must be present."""
    names = [name.lower() for name, _ in answer.headers]
    assert len(names) == len(set(names))
    headers = {name.lower(): value for name, value in answer.headers if name.lower() not in OF_THE_CONNECTION}
    assert re.fullmatch(r"[0-9a-f]{32}", headers.pop("x-request-id"))
    assert answer.values("Server") == ["nginx"]
    return headers


@pytest.mark.parametrize("path", ["/api/game/history/", "/auth/api/user/", "/health/", "/ws/game/", "/admin/", "/play"])
@pytest.mark.parametrize("status", [200, 204, 304, 401, 404, 500])
def test_an_upstreams_bare_answer(system: System, path: str, status: int) -> None:
    for stub in (system.http, system.socket, system.frontend):
        stub.behavior = lambda _: Reply(status, ())
    assert exact(ask(system.port, path)) == PASSED


def test_the_edges_own_refusals(system: System) -> None:
    assert exact(ask(system.port, "/metrics")) == SAID
    assert exact(ask(system.port, "/api/", "POST", body=b"x" * 20_000)) == SAID
    assert exact(ask(system.port, "/api/", headers={"X-Long": "x" * 9000})) == SAID


def test_the_edges_own_failures(start: Callable[..., System]) -> None:
    system = start()
    system.http.__exit__()
    system.frontend.__exit__()
    assert exact(ask(system.port, "/api/")) == {**SAID, "retry-after": "1"}
    page = {**SAID, "retry-after": "1", "content-security-policy": PAGE_POLICY}
    assert exact(ask(system.port, "/play")) == page


def test_an_upstreams_own_headers_win_and_are_not_doubled(system: System) -> None:
    own = {
        "x-content-type-options": "nosniff",
        "x-frame-options": "SAMEORIGIN",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "unsafe-none",
        "permissions-policy": "camera=(self)",
        "content-security-policy": "default-src 'self'; script-src 'nonce-1'",
        "cache-control": "no-store",
    }
    theirs = {**own, "x-request-id": "another", "strict-transport-security": "max-age=1"}
    system.http.behavior = system.frontend.behavior = lambda _: Reply(200, tuple(theirs.items()))
    assert exact(ask(system.port, "/api/")) == own
    assert exact(ask(system.port, "/play")) == own


def test_other_origins_get_no_cors_headers(system: System) -> None:
    answer = ask(system.port, "/api/", headers={"Origin": "https://elsewhere.example"})
    assert [name for name, _ in answer.headers if name.lower().startswith("access-control")] == []
    assert system.http.request.values("Origin") == ["https://elsewhere.example"]


@pytest.mark.parametrize("path", ["/api/", "/ws/game/", "/play"])
def test_headers_with_which_a_client_describes_itself_are_replaced(system: System, path: str) -> None:
    claims = {
        "X-Forwarded-For": "1.2.3.4, 5.6.7.8",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "evil.example",
        "X-Real-IP": "1.2.3.4",
        "Forwarded": "for=1.2.3.4",
        "X-Request-ID": "mine",
        "traceparent": "00-11111111111111111111111111111111-2222222222222222-01",
        "tracestate": "theirs=1",
        "baggage": "theirs=1",
        "X-Edge": "2",
        "Proxy": "http://evil.example",
    }
    answer = ask(system.port, path, headers={**claims, "Host": "play.example:8443", "Authorization": "Bearer x"})
    (request,) = system.http.requests + system.socket.requests + system.frontend.requests
    [request_id] = answer.values("X-Request-ID")
    assert {name: request.values(name) for name in (*claims, "Host", "Authorization")} == {
        "X-Forwarded-For": ["127.0.0.1"],
        "X-Forwarded-Proto": ["http"],
        "X-Forwarded-Host": ["play.example:8443"],
        "X-Real-IP": [],
        "Forwarded": [],
        "X-Request-ID": [request_id],
        "traceparent": [f"00-{request_id}-{request_id[:16]}-01"],
        "tracestate": [],
        "baggage": [],
        "X-Edge": ["1"] if path == "/play" else [],
        "Proxy": [],
        "Host": ["play.example:8443"],
        "Authorization": ["Bearer x"],
    }


@pytest.mark.parametrize(
    ("line", "host", "passed"),
    [
        ("GET /api/ HTTP/1.1", "play.example:8443", "play.example:8443"),
        ("GET http://play.example/api/ HTTP/1.1", "elsewhere", "play.example"),
        ("GET http://play.example:8443/api/ HTTP/1.1", "elsewhere", "play.example:8443"),
        ("GET HTTPS://play.example/api/?a=b HTTP/1.1", "elsewhere", "play.example"),
        ("GET http://play.example:8443?a=b HTTP/1.1", "elsewhere", "play.example:8443"),
        ("GET /api/?next=http://evil.example/ HTTP/1.1", "play.example", "play.example"),
        ("GET /api/ HTTP/1.0", "play.example", "play.example"),
        ("GET /api/ HTTP/1.0", None, HOST),
    ],
)
def test_the_host_is_that_of_the_target_where_it_names_one(
    system: System, line: str, host: str | None, passed: str
) -> None:
    with socket.create_connection((HOST, system.port), timeout=SECONDS) as connection:
        field = "" if host is None else f"Host: {host}\r\n"
        connection.sendall(f"{line}\r\n{field}Connection: close\r\n\r\n".encode())
        assert connection.recv(4096).startswith(b"HTTP/1.1 200 ")
    (request,) = system.http.requests + system.frontend.requests
    assert request.values("Host") == [passed]
    assert request.target.startswith(("/", "?"))


def test_a_trusted_balancer_is_believed_about_the_client_and_the_client_about_nothing(
    start: Callable[..., System],
) -> None:
    system = start(
        TRUSTED_PROXIES="set_real_ip_from 127.0.0.0/8; set_real_ip_from 10.0.0.0/8;", FORWARDED_SCHEME="https"
    )
    answer = ask(system.port, "/api/", headers={"X-Forwarded-For": "1.2.3.4, 192.0.2.7, 10.0.0.9"})
    assert system.http.request.values("X-Forwarded-For") == ["192.0.2.7"]
    assert system.http.request.values("X-Forwarded-Proto") == ["https"]
    assert answer.values("Strict-Transport-Security") == ["max-age=31536000; includeSubDomains; preload"]
    assert system.edge.lines(1)[0]["address"] == "192.0.2.7"
