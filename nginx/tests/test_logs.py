"""One JSON line per request, with the id that other services log, and without queries and tokens."""

from __future__ import annotations

import socket
from collections.abc import Callable

import pytest

from asking import SECONDS, ask, handshake
from conftest import System
from tests.processes.players import wait_until
from tests.services.ports import HOST

SECRET = "a-token-that-nobody-may-read"  # noqa: S105
KEYS = {
    "timestamp",
    "ended",
    "event",
    "request_id",
    "address",
    "method",
    "path",
    "protocol",
    "status",
    "sent_bytes",
    "received_bytes",
    "seconds",
    "upstream",
    "upstream_status",
    "connect_seconds",
    "upstream_seconds",
    "cache",
    "rate_limit",
    "connection_limit",
    "agent",
}


def test_one_line_with_the_id_that_everybody_has(start: Callable[..., System]) -> None:
    system = start()
    answer = ask(system.port, "/api/game/play/?page=1", "POST", body=b"{}", headers={"User-Agent": 'a "b" \\c'})
    (line,) = system.edge.lines(1)
    assert set(line) == KEYS
    assert [line["request_id"]] == answer.values("X-Request-ID") == system.http.request.values("X-Request-ID")
    assert {name: line[name] for name in ("event", "method", "path", "status", "address", "agent")} == {
        "event": "edge.answered",
        "method": "POST",
        "path": "/api/game/play/",
        "status": 200,
        "address": HOST,
        "agent": 'a "b" \\c',
    }
    assert (line["upstream"], line["upstream_status"]) == (system.http.address, "200")


def test_every_request_has_its_own_id(system: System) -> None:
    ids = {ask(system.port, "/api/").values("X-Request-ID")[0] for _ in range(20)}
    assert len(ids) == 20


def test_a_failure_is_in_the_line_with_the_method_and_the_upstream(start: Callable[..., System]) -> None:
    system = start()
    system.frontend.__exit__()
    ask(system.port, "/play", "POST", body=b"{}")
    (line,) = system.edge.lines(1)
    assert (line["method"], line["path"], line["status"], line["upstream_status"]) == ("POST", "/play", 502, "502")
    assert line["upstream"] == system.frontend.address


@pytest.fixture(params=["groups", "names"])
def failing(request: pytest.FixtureRequest, start: Callable[..., System]) -> System:
    """The socket upstream is down, the backend is too slow, and every limit is reached immediately."""
    times = {"ANSWER_TIMEOUT": "3s", "CLIENT_TIMEOUT": "3s"}
    system = start(UPSTREAMS=request.param, AUTH_RATE="1r/m", AUTH_BURST="1", SOCKETS_PER_ADDRESS="1", **times)
    system.socket.__exit__()
    return system


def test_no_file_holds_a_query_or_a_token(failing: System) -> None:
    query = f"?token={SECRET}"
    headers = {"Authorization": f"Bearer {SECRET}", "Referer": f"http://a/{query}", "Cookie": f"refresh={SECRET}"}
    with handshake(failing.port, f"/ws/game/{query}", **headers) as (status, _):
        assert status == 502
    assert ask(failing.port, f"/api/game/results/stream/{query}", headers=headers).status == 502
    assert ask(failing.port, f"/api/{query}", "POST", body=SECRET * 1000, headers=headers).status == 413
    assert [ask(failing.port, f"/auth/api/{query}", headers=headers).status for _ in range(3)] == [200, 200, 429]
    assert ask(failing.port, f"/metrics{query}", headers=headers).status == 404
    assert ask(failing.port, f"/play{query}", headers={**headers, "X-Long": "x" * 9000}).status == 431
    with failing.http.held():
        assert ask(failing.port, f"/api/{query}", headers=headers).status == 504
    failing.http.behavior = lambda _: b"HTTP/1.1 200 OK\r\nX-Bro\x00ken\r\n"
    assert ask(failing.port, f"/api/{query}", headers=headers).status == 502
    for line in (f"GET /ws/game/{query} with a space HTTP/1.1\r\n\r\n", f"POST /api/{query} HTTP/1.1\r\nHost: a\r\n"):
        with socket.create_connection((HOST, failing.port), timeout=SECONDS) as connection:
            connection.sendall(line.encode())
            _read_to_the_end(connection)
    assert len(failing.edge.lines(12)) == 12
    assert SECRET not in failing.edge.logged()
    assert "token=" not in failing.edge.logged()


def test_too_many_connections_log_no_token(start: Callable[..., System]) -> None:
    """nginx logs this at level alert, with the request line."""
    system = start(CONNECTIONS_PER_WORKER="8")
    sockets = [socket.create_connection((HOST, system.port), timeout=1) for _ in range(20)]
    for connection in sockets:
        connection.sendall(f"GET /ws/game/?token={SECRET} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
    for connection in sockets:
        _read_to_the_end(connection)
        connection.close()
    wait_until(lambda: "worker_connections are not enough" in system.edge.logged())
    assert SECRET not in system.edge.logged()


def _read_to_the_end(connection: socket.socket) -> None:
    try:
        while connection.recv(4096):
            pass
    except OSError:
        return
