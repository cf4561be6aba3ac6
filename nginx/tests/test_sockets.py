"""The backend's sockets behind the edge: RFC 6455 holds there too, and floods are stopped."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing

import pytest

from conftest import started
from edge import Edge
from tests.processes import players
from tests.processes.frame_exchanges import assert_answered, assert_closed_for_flooding
from tests.processes.frame_table import FLOODS, PING, TABLE, Row
from tests.processes.peer import Peer, frame, handshake
from tests.processes.programs import UNLIMITED, Serve, environment
from tests.processes.stage import fresh_database
from tests.services.ports import HOST

MEGABYTE = 1024 * 1024
FLOOD = frame(PING, b"x" * 125) * 500


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    with ExitStack() as stack:
        url = stack.enter_context(fresh_database(tmp_path_factory.mktemp("sockets")))
        yield stack.enter_context(Serve(environment(DATABASE_URL=url, **UNLIMITED)))


@pytest.fixture(scope="module")
def edge(backend: Serve) -> Iterator[Edge]:
    with ExitStack() as stack:
        yield started(stack, SOCKET_SERVERS=f"server {HOST}:{backend.port};", SOCKET=f"{HOST}:{backend.port}").edge


@pytest.fixture(scope="module")
def access(backend: Serve) -> str:
    with closing(players.Edge(backend)) as client:
        return client.register().access


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_a_frame(edge: Edge, access: str, row: Row) -> None:
    assert_answered(edge, access, row)


@pytest.mark.parametrize("data", FLOODS.values(), ids=FLOODS)
def test_a_flood(edge: Edge, access: str, data: bytes) -> None:
    assert_closed_for_flooding(edge, access, data)


def test_pings_without_reading_the_pongs_end_and_cost_no_memory(backend: Serve, edge: Edge, access: str) -> None:
    with Peer(edge, handshake(access)) as peer:
        assert peer.response().status == 101
        before = backend.memory_bytes
        assert peer.send_until_it_is_cut(FLOOD) < 24 * MEGABYTE
    assert backend.memory_bytes - before < 8 * MEGABYTE


@pytest.mark.parametrize("line", ["GET /ws/game/ HTTP/1.0", "POST /ws/game/ HTTP/1.1"])
def test_requests_that_are_no_handshakes_by_their_first_line(edge: Edge, access: str, line: str) -> None:
    with Peer(edge, handshake(access, line=line)) as peer:
        response = peer.response()
    assert response.status in (400, 405)
    assert response.error["type"] == "client_error"
    assert len(response.headers["x-request-id"]) == 1
