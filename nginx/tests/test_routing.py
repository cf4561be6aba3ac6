"""The upstream of each path, and the paths that have none."""

from __future__ import annotations

import pytest

from asking import ask, handshake
from conftest import System

HTTP = [
    "/api/game/history/?page_size=5",
    "/api/game/results/?since=3",
    "/api/game/results/stream/more",
    "/auth/api/login/",
    "/health/",
    "/health/live/",
    "/admin/login/?next=/admin/",
    "/static/admin/base.css",
]
FRONTEND = [
    "/",
    "/play",
    "/login?from=/play",
    "/_next/static/chunks/a.js",
    "/apiary",
    "/wsx",
    "/metrics-of-mine",
    "/a%2Fb//c",
]
CLOSED = [
    "/metrics",
    "/metrics/",
    "/metrics?token=x",
    "//metrics",
    "/%6detrics",
    "/api/../metrics",
    "/api/..%2fmetrics",
    "/flower",
    "/flower/api/workers",
]


@pytest.mark.parametrize("path", HTTP)
def test_the_backend_gets_its_paths_as_they_were_asked(system: System, path: str) -> None:
    assert ask(system.port, path).status == 200
    assert (system.http.request.target, system.hits) == (path, 1)


@pytest.mark.parametrize("path", FRONTEND)
def test_everything_else_is_the_web_apps(system: System, path: str) -> None:
    assert ask(system.port, path).status == 200
    assert (system.frontend.request.target, system.hits) == (path, 1)


def test_a_socket_is_upgraded_and_bytes_pass_both_ways(system: System) -> None:
    with handshake(system.port, "/ws/game/?since=3") as (status, connection):
        assert status == 101
        connection.sendall(b"\x00there and back\xff")
        assert connection.recv(100) == b"\x00there and back\xff"
    assert (system.socket.request.target, system.hits) == ("/ws/game/?since=3", 1)


def test_event_streams_come_from_the_socket_servers(system: System) -> None:
    path = "/api/game/results/stream/?since=3"
    assert ask(system.port, path).status == 200
    assert (system.socket.request.target, system.hits) == (path, 1)


def test_a_refused_handshake_passes_as_it_is(system: System) -> None:
    system.socket.behavior = lambda _: b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"
    with handshake(system.port, "/ws/game/") as (status, _):
        assert status == 403


@pytest.mark.parametrize("path", CLOSED)
def test_metrics_and_flower_are_closed_however_they_are_written(system: System, path: str) -> None:
    answer = ask(system.port, path)
    assert (answer.status, answer.code, system.hits) == (404, "not_found", 0)


@pytest.mark.parametrize("path", ["/api", "/auth", "/ws", "/admin"])
def test_a_missing_slash_leads_to_the_path_with_it(system: System, path: str) -> None:
    answer = ask(system.port, path)
    assert (answer.status, answer.values("Location"), system.hits) == (301, [f"{path}/"], 0)


def test_the_methods_and_bodies_pass(system: System) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
        ask(system.port, "/api/game/play/", method, body=b'{"number": 842}')
    assert [(each.method, each.body) for each in system.http.requests] == [
        (method, b'{"number": 842}') for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS")
    ]
