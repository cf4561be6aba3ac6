"""Limits per client: bytes, requests, connections and time."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from threading import Thread

import pytest

from asking import SECONDS, ask, handshake
from conftest import System
from tests import uncontended
from tests.services.ports import HOST

BOUND = 16 * 1024
API = ["/api/game/play/", "/auth/api/login/"]


def chunks(size: int) -> Iterator[bytes]:
    yield from (b"x" * 1024 for _ in range(size // 1024))


@pytest.mark.parametrize("path", API)
def test_16_kib_pass(system: System, path: str) -> None:
    assert ask(system.port, path, "POST", body=b"x" * BOUND).status == 200
    assert len(system.http.request.body) == BOUND


@pytest.mark.parametrize("path", [*API, "/ws/game/", "/play"])
def test_one_byte_more_is_refused_before_it_reaches_an_upstream(system: System, path: str) -> None:
    answer = ask(system.port, path, "POST", body=b"x" * (BOUND + 1))
    assert (answer.status, answer.code, system.hits) == (413, "body_too_large", 0)


@pytest.mark.parametrize("path", [*API, "/ws/game/", "/play"])
def test_a_body_without_a_length_is_counted_while_it_comes(system: System, path: str) -> None:
    answer = ask(system.port, path, "POST", body=chunks(BOUND + 1024))
    assert (answer.status, answer.code, system.hits) == (413, "body_too_large", 0)


def test_the_admin_takes_forms(system: System) -> None:
    assert ask(system.port, "/admin/", "POST", body=b"x" * 200_000).status == 200
    answer = ask(system.port, "/admin/", "POST", body=chunks(4 * 1024 * 1024))
    assert (answer.status, answer.json["errors"][0]["detail"]) == (413, "The request body is larger than 256 KiB.")


def test_headers_are_bounded(system: System) -> None:
    assert ask(system.port, "/api/", headers={"X-Long": "x" * 8000}).status == 200
    answer = ask(system.port, "/api/", headers={"X-Long": "x" * 9000})
    assert (answer.status, answer.code, system.hits) == (431, "headers_too_large", 1)


def test_requests_to_auth_are_limited_and_others_are_not(start: Callable[..., System]) -> None:
    system = start(AUTH_RATE="1r/m", AUTH_BURST="2")
    answers = [ask(system.port, "/auth/api/login/", "POST") for _ in range(5)]
    assert [answer.status for answer in answers] == [200, 200, 200, 429, 429]
    assert (answers[-1].code, answers[-1].values("Retry-After"), system.hits) == ("throttled", ["1"], 3)
    assert {ask(system.port, "/api/game/play/", "POST").status for _ in range(10)} == {200}


@pytest.mark.parametrize(
    ("first", "second", "in_parallel"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("198.51.100.7", "::ffff:198.51.100.7", True),
        ("198.51.100.7", "198.51.100.8", False),
        ("::ffff:198.51.100.7", "::ffff:198.51.100.8", False),
    ],
)
def test_a_limit_counts_an_ipv6_network_as_one_address(
    start: Callable[..., System], first: str, second: str, in_parallel: bool
) -> None:
    system = start(AUTH_RATE="1r/m", AUTH_BURST="1", TRUSTED_PROXIES="set_real_ip_from 127.0.0.0/8;")

    def status(client: str) -> int:
        return ask(system.port, "/auth/api/login/", "POST", headers={"X-Forwarded-For": client}).status

    assert [status(first), status(first), status(first)] == [200, 200, 429]
    assert status(second) == (429 if in_parallel else 200)


def test_connections_to_auth_are_limited_and_others_are_not(start: Callable[..., System]) -> None:
    system = start(AUTH_CONNECTIONS="1")
    with system.http.held() as arrived:
        first = Thread(target=ask, args=(system.port, "/auth/api/user/"))
        first.start()
        assert arrived.acquire(timeout=SECONDS)
        answer = ask(system.port, "/auth/api/user/")
        assert (answer.status, answer.code, answer.values("Retry-After")) == (429, "throttled", ["1"])
        assert ask(system.port, "/play").status == 200
    first.join()
    assert ask(system.port, "/auth/api/user/").status == 200


@pytest.mark.parametrize("path", ["/api/game/play/", "/admin/login/", "/health/", "/static/a.js", "/play"])
def test_connections_of_an_address_are_limited_slow_senders_among_them(start: Callable[..., System], path: str) -> None:
    system = start(CONNECTIONS_PER_ADDRESS="2")
    slow = f"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{{".encode()
    with ExitStack() as opened:
        for _ in range(2):
            connection = opened.enter_context(socket.create_connection((HOST, system.port), timeout=SECONDS))
            connection.sendall(slow)
        assert soon(lambda: ask(system.port, path).status == 429)
        answer = ask(system.port, path, "POST", body=b"{}")
        assert (answer.status, answer.code, answer.values("Retry-After")) == (429, "throttled", ["1"])
        assert ask(system.port, "/auth/api/user/").status == 200
        with handshake(system.port, "/ws/game/") as (status, _):
            assert status == 101
    assert soon(lambda: ask(system.port, path).status == 200)


def soon(condition: Callable[[], bool]) -> bool:
    began = time.monotonic()
    while not (holds := condition()) and uncontended.since(began) < 5:
        time.sleep(0.02)
    return holds


def test_sockets_of_an_address_are_limited_until_one_closes(start: Callable[..., System]) -> None:
    system = start(SOCKETS_PER_ADDRESS="2")
    with ExitStack() as opened:
        assert [opened.enter_context(handshake(system.port, "/ws/game/"))[0] for _ in range(3)] == [101, 101, 429]
    system.edge.lines(3)  # a socket is logged when it closes
    with handshake(system.port, "/ws/game/") as (status, _):
        assert status == 101


@pytest.mark.parametrize(
    "beginning",
    [
        b"GET /api/ HTTP/1.1\r\nHost: a\r\n",
        b"POST /api/ HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{",
    ],
)
def test_a_client_that_dawdles_is_cut(start: Callable[..., System], beginning: bytes) -> None:
    system = start(CLIENT_TIMEOUT="500ms")
    began = time.monotonic()
    with socket.create_connection((HOST, system.port), timeout=SECONDS) as connection:
        connection.sendall(beginning)
        with pytest.raises(ConnectionResetError):
            connection.recv(10_000)
    assert time.monotonic() - began > 0.4
    assert uncontended.since(began) < 4
    assert system.hits == 0
