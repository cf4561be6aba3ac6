"""The edge's own errors: the API's shape for programs, a page for browsers; upstream errors are passed on unchanged."""

from __future__ import annotations

import socket
from collections.abc import Callable

import pytest

from asking import SECONDS, ask
from conftest import System
from stub import Reply
from tests.processes.raw_http import Answer
from tests.services.ports import HOST

PROGRAMS = ["/api/game/play/", "/auth/api/login/", "/health/", "/ws/game/"]
PEOPLE = ["/", "/play", "/admin/"]


@pytest.fixture(params=["groups", "names"])
def without_upstreams(request: pytest.FixtureRequest, start: Callable[..., System]) -> System:
    """No upstream is running."""
    system = start(UPSTREAMS=request.param)
    for stub in (system.http, system.socket, system.frontend):
        stub.__exit__()
    return system


def is_page(answer: Answer) -> bool:
    return (
        answer.values("Content-Type") == ["text/html; charset=utf-8"]
        and b"<h1>NumberPlay is not available" in answer.body
    )


def test_a_backend_that_is_gone(without_upstreams: System) -> None:
    for path in PROGRAMS:
        answer = ask(without_upstreams.port, path, "POST", body=b"{}")
        assert (answer.status, answer.code) == (502, "service_unavailable")
        assert answer.values("Retry-After") == ["1"]
    for path in PEOPLE:
        answer = ask(without_upstreams.port, path)
        assert (answer.status, is_page(answer), answer.values("Retry-After")) == (502, True, ["1"])
    assert is_page(ask(without_upstreams.port, "/admin/", "POST", body=b"x" * 200_000))


@pytest.mark.parametrize("path", ["/api/game/history/", "/play"])
def test_an_answer_that_breaks_off_in_its_headers(system: System, path: str) -> None:
    broken = b"HTTP/1.1 200 OK\r\nX-Frame-Options: SAMEORIGIN\r\nX-Bro\x00ken\r\n"
    system.http.behavior = system.frontend.behavior = lambda _: broken
    answer = ask(system.port, path)
    assert (answer.status, answer.values("X-Frame-Options")) == (502, ["DENY"])


def test_a_backend_that_takes_too_long(start: Callable[..., System]) -> None:
    system = start(ANSWER_TIMEOUT="300ms")
    with system.http.held(), system.frontend.held():
        answer = ask(system.port, "/api/game/play/", "POST", body=b"{}")
        page = ask(system.port, "/play")
    assert (answer.status, answer.code, answer.values("Retry-After")) == (504, "service_unavailable", ["1"])
    assert "may still have been processed" in answer.json["errors"][0]["detail"]
    assert (page.status, is_page(page)) == (504, True)


@pytest.mark.parametrize("status", [400, 404, 413, 429, 500, 502, 503, 504])
@pytest.mark.parametrize("path", ["/api/game/history/", "/play"])
def test_an_upstreams_own_error_passes_as_it_is(system: System, path: str, status: int) -> None:
    headers = (("Content-Type", "text/plain"), ("Retry-After", "37"))
    system.http.behavior = system.frontend.behavior = lambda _: Reply(status, headers, b"in my own words")
    answer = ask(system.port, path)
    assert (answer.status, answer.body) == (status, b"in my own words")
    assert (answer.values("Retry-After"), answer.values("Content-Type")) == (["37"], ["text/plain"])


@pytest.mark.parametrize(
    "line", [b"GET /api/ with spaces HTTP/1.1", b"GET /%zz HTTP/1.1", b"GET /\x00 HTTP/1.1", b"nonsense"]
)
def test_invalid_http_gets_an_error_in_the_apis_shape(system: System, line: bytes) -> None:
    with socket.create_connection((HOST, system.port), timeout=SECONDS) as connection:
        connection.sendall(line + b"\r\nHost: a\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(4096), b""))
    assert b"400 Bad Request" in answer or line == b"nonsense"
    assert b'{"type":"client_error","errors":[{"code":"bad_request"' in answer
    assert system.hits == 0
