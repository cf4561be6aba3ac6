"""The edge in front of three stubs, shared by all tests without their own settings, and a factory for others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from edge import Edge, servers
from namespaces import can_drop_packets
from stub import Stub
from tests.services.unpacked import path_with

NEWEST = "nginx-1.30"

collect_ignore = [] if can_drop_packets() else ["test_vanished_clients.py"]


def pytest_report_header() -> list[str]:
    way = "run as root, with iptables, where network namespaces can be made"
    return [f"left out: {name}; to get it: {way}" for name in collect_ignore]


@pytest.fixture
def newest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Uses the image's nginx instead of the installed one."""
    monkeypatch.setenv("PATH", path_with([NEWEST]))


@dataclass(frozen=True)
class System:
    edge: Edge
    http: Stub
    socket: Stub
    frontend: Stub

    @property
    def port(self) -> int:
        return self.edge.port

    @property
    def hits(self) -> int:
        return sum(len(stub.requests) for stub in (self.http, self.socket, self.frontend))


def started(stack: ExitStack, **variables: str) -> System:
    """Uses groups of fixed servers, unless the variables override them."""
    http, socket, frontend = (stack.enter_context(Stub()) for _ in range(3))
    ours = {
        "UPSTREAMS": "groups",
        "HTTP": http.address,
        "SOCKET": socket.address,
        "FRONTEND": frontend.address,
        "HTTP_SERVERS": servers(http),
        "SOCKET_SERVERS": servers(socket),
        "FRONTEND_SERVERS": servers(frontend),
    }
    edge = stack.enter_context(Edge(**{**ours, **variables}))
    return System(edge, http, socket, frontend)


@pytest.fixture(scope="session", params=["groups", "names"])
def shared(request: pytest.FixtureRequest) -> Iterator[System]:
    with ExitStack() as stack:
        yield started(stack, UPSTREAMS=request.param, AUTH_RATE="1000r/s", AUTH_BURST="1000")


@pytest.fixture
def system(shared: System) -> System:
    """Runs with each kind of upstream, with no requests recorded yet."""
    for stub in (shared.http, shared.socket, shared.frontend):
        stub.forget()
    return shared


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


@pytest.fixture
def start(stack: ExitStack) -> Callable[..., System]:
    """`start(ANSWER_TIMEOUT="1s")` starts an edge and three stubs for this test only."""
    return lambda **variables: started(stack, **variables)


@pytest.fixture
def stub(stack: ExitStack) -> Callable[..., Stub]:
    return lambda *where: stack.enter_context(Stub(*where))
