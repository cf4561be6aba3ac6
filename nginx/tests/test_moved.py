"""Upstreams whose addresses change while nginx runs: it looks up their names again, as configured."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest

from asking import ask, handshake
from edge import Edge
from names import Names
from stub import Reply, Stub
from tests import uncontended
from tests.services.ports import free_port

# Addresses of the loopback network, all of which are local on Linux.
OLD, NEW = "127.0.0.2", "127.0.0.3"
MOVED_SECONDS = 6
KNOWN_SECONDS = 4.0  # how long an instance may remain in use after it began to stop


@pytest.fixture
def names(stack: ExitStack) -> Names:
    names = stack.enter_context(Names())
    for name in ("http", "socket", "frontend"):
        names[name] = [OLD]
    return names


@pytest.fixture
def edge(stack: ExitStack, names: Names) -> Edge:
    """Selects how names are resolved by nginx's version, as in production."""
    variables = {name.upper(): f"{name}:{free_port()}" for name in names.addresses}
    return stack.enter_context(Edge(**variables, RESOLVER=f"{names.address} valid=1s ipv6=off"))


def port(edge: Edge, name: str) -> int:
    return int(edge.variables[name].rsplit(":", 1)[1])


def soon(condition: Callable[[], bool]) -> bool:
    began = time.monotonic()
    while not (done := condition()) and uncontended.since(began) < MOVED_SECONDS:
        time.sleep(0.05)
    return done


@contextmanager
def silent(host: str, port: int) -> Iterator[None]:
    """An address that responds to no connection attempt, because the queue of its listener is full."""
    with socket.create_server((host, port), backlog=0), socket.create_connection((host, port)):
        yield


@pytest.mark.parametrize(("name", "path"), [("HTTP", "/api/"), ("FRONTEND", "/play")])
def test_a_moved_upstream_is_found_again(
    edge: Edge, names: Names, stub: Callable[..., Stub], name: str, path: str
) -> None:
    old = stub(OLD, port(edge, name))
    assert soon(lambda: ask(edge.port, path).status == 200)
    new = stub(NEW, port(edge, name))
    assert ask(edge.port, path).status == 200
    assert new.requests == []
    names[name.lower()] = [NEW]
    assert soon(lambda: ask(edge.port, path).status == 200 and len(new.requests) > 0)
    old.forget()  # The old server still listens, like another service that now has its address.
    assert {ask(edge.port, path).status for _ in range(10)} == {200}
    assert old.requests == []


def test_a_moved_socket_server_is_found_again(edge: Edge, names: Names, stub: Callable[..., Stub]) -> None:
    stub(OLD, port(edge, "SOCKET"))
    new = stub(NEW, port(edge, "SOCKET"))
    assert soon(lambda: ask(edge.port, "/ws/game/").status == 200)
    names["socket"] = [NEW]
    assert soon(lambda: ask(edge.port, "/ws/game/").status == 200 and len(new.requests) > 0)
    with handshake(edge.port, "/ws/game/") as (status, connection):
        connection.sendall(b"hello")
        assert (status, connection.recv(9)) == (101, b"hello")


def test_further_instances_get_their_part(edge: Edge, names: Names, stub: Callable[..., Stub]) -> None:
    old, new = (stub(address, port(edge, "HTTP")) for address in (OLD, NEW))
    names["http"] = [OLD, NEW]

    def both_are_asked() -> bool:
        return ask(edge.port, "/api/").status == 200 and bool(old.requests and new.requests)

    assert soon(both_are_asked)


def test_an_instance_that_stops_is_passed_over_before_its_name_is(
    edge: Edge, names: Names, stub: Callable[..., Stub]
) -> None:
    old, _new = (stub(address, port(edge, "HTTP")) for address in (OLD, NEW))
    names["http"] = [OLD, NEW]
    assert soon(lambda: ask(edge.port, "/api/").status == 200 and len(_new.requests) > 0)
    old.__exit__()
    assert {ask(edge.port, "/api/game/play/", "POST", body=b"{}").status for _ in range(20)} == {200}


def test_a_stopped_instance_is_not_tried_again_until_its_name_is_looked_up(
    newest: None, edge: Edge, names: Names, stub: Callable[..., Stub]
) -> None:
    """In Docker, an instance refuses connections while it stops, and then nothing responds at its address. If a request
    waited there while the name is looked up, nginx wouldn't try another instance.
    """
    old, new = (stub(address, port(edge, "HTTP")) for address in (OLD, NEW))
    names["http"] = [OLD, NEW]
    assert soon(lambda: ask(edge.port, "/api/").status == 200 and bool(old.requests and new.requests))
    old.behavior = lambda _: Reply(headers=(("Connection", "close"),))
    old.__exit__()
    assert {ask(edge.port, "/api/game/play/", "POST", body=b"{}").status for _ in range(20)} == {200}
    with silent(OLD, port(edge, "HTTP")):
        began = time.monotonic()
        while time.monotonic() - began < KNOWN_SECONDS:
            assert ask(edge.port, "/api/game/play/", "POST", body=b"{}").status == 200
    assert [line for line in edge.lines(1) if "504" in line["upstream_status"]] == []


def test_a_name_that_is_gone_and_back(edge: Edge, names: Names, stub: Callable[..., Stub]) -> None:
    stub(OLD, port(edge, "HTTP"))
    assert soon(lambda: ask(edge.port, "/api/").status == 200)
    names["http"] = []
    time.sleep(1.5)  # longer than an address is cached
    assert ask(edge.port, "/api/").status in (200, 502)
    names["http"] = [OLD]
    assert soon(lambda: ask(edge.port, "/api/").status == 200)
