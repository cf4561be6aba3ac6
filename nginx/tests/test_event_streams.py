"""The backend's event stream behind the edge: events are passed on immediately, and disconnecting frees the slot."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing

import pytest

from conftest import System, started
from tests.processes import players
from tests.processes.event_listener import Block, EventListener
from tests.processes.programs import UNLIMITED, Serve, environment
from tests.processes.stage import fresh_database
from tests.services.ports import HOST

LIMIT = 10
SLOT_SECONDS = 2.0


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    with ExitStack() as stack:
        url = stack.enter_context(fresh_database(tmp_path_factory.mktemp("streams")))
        yield stack.enter_context(Serve(environment(DATABASE_URL=url, **UNLIMITED)))


@pytest.fixture(scope="module", params=["groups", "names"])
def streaming(request: pytest.FixtureRequest, backend: Serve) -> Iterator[System]:
    """Only the socket upstream is the backend."""
    address = f"{HOST}:{backend.port}"
    with ExitStack() as stack:
        yield started(stack, UPSTREAMS=request.param, SOCKET=address, SOCKET_SERVERS=f"server {address};")


@pytest.fixture
def api(backend: Serve) -> Iterator[players.Edge]:
    with closing(players.Edge(backend)) as api:
        yield api


def opened(
    stack: ExitStack, system: System, account: players.Account, *, last_event_id: int | None = None
) -> EventListener:
    return stack.enter_context(closing(EventListener(system.port, account, last_event_id=last_event_id)))


def test_each_event_passes_at_once_and_a_reconnection_continues(
    streaming: System, api: players.Edge, stack: ExitStack
) -> None:
    account = api.register()
    stream = opened(stack, streaming, account)
    assert stream.headers["Content-Type"] == "text/event-stream"
    assert stream.headers["X-Accel-Buffering"] == "no"  # for a proxy in front of the edge
    assert "Content-Encoding" not in stream.headers
    for seq, number in enumerate((842, 841), 1):
        answer = api.play(account, number)
        stream.wait_for(seq)
        assert stream.events[-1] == Block(str(seq), "game_result", answer.text)
    stream.close()
    api.play(account, 902)
    again = opened(stack, streaming, account, last_event_id=1)
    again.wait_for(3)
    assert again.seqs == [2, 3]
    assert streaming.hits == 0  # no request reached the other upstreams


def test_a_client_that_leaves_frees_its_slot(streaming: System, api: players.Edge, stack: ExitStack) -> None:
    account = api.register()
    streams = [opened(stack, streaming, account) for _ in range(LIMIT)]
    refused = opened(stack, streaming, account)
    assert ([stream.status for stream in streams], refused.status) == ([200] * LIMIT, 429)
    assert b'"throttled"' in refused.body
    for stream in streams:
        stream.close()
    players.wait_until(lambda: api.sockets() == 0, SLOT_SECONDS)
    assert opened(stack, streaming, account).status == 200
