"""However the server closes a socket, the code arrives, and the connection ends without a reset.

`frame_table` has the closes caused by frames.
"""

from __future__ import annotations

import signal
import struct
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing

import pytest

from tests import uncontended
from tests.processes.frame_table import ASK, BINARY, PING, TEXT
from tests.processes.peer import Peer, Seen, close, frame, handshake
from tests.processes.players import Account, Edge
from tests.processes.programs import Serve

END_SECONDS = 8  # three for the client's Close frame, two for the end of its stream


@pytest.fixture
def account(embedded: Serve) -> Iterator[Account]:
    edge = Edge(embedded)
    yield edge.register()
    edge.close()


def opened(serve: Serve, account: Account) -> Peer:
    peer = Peer(serve, handshake(account.access))
    assert peer.response().status == 101
    return peer


def closed(code: int) -> bytes:
    return struct.pack("!H", code)


def test_a_socket_of_a_session_that_has_ended(embedded: Serve, account: Account) -> None:
    with opened(embedded, account) as peer, closing(Edge(embedded)) as edge:
        assert edge.call("POST", "/auth/api/logout/", account).status_code == 204
        assert peer.ended() == Seen(close=closed(4401))


def test_a_socket_too_many(embedded: Serve, account: Account) -> None:
    with ExitStack() as stack:
        for _ in range(10):
            stack.enter_context(opened(embedded, account))
        assert stack.enter_context(opened(embedded, account)).ended() == Seen(close=closed(1013))


@pytest.mark.parametrize("data", [b"", frame(PING) * 20], ids=["a silent client", "frames on their way"])
def test_a_server_that_restarts(serve: Serve, edge: Edge, data: bytes) -> None:
    with opened(serve, edge.register()) as peer:
        serve.send(signal.SIGTERM)
        seen = peer.exchange(data, 1000)
        assert serve.ended() == 0
    assert (seen.close, seen.is_reset) == (closed(1012), False)


# For each, the data sent, whether it counts as a close by the client, and the code.
CLIENTS = {
    "answers no close of a failure": (frame(TEXT, ASK, mask=False), True, 1002),
    "answers no close of the application": (frame(BINARY), True, 1003),
    "goes on behind its close": (close(1000) + frame(TEXT, ASK) * 100, True, 1000),
    "goes on behind the close of the application": (frame(BINARY) + frame(TEXT, ASK) * 100, False, 1003),
    "goes on behind what is invalid": (frame(3) + frame(TEXT, ASK) * 100, False, 1002),
}


@pytest.mark.parametrize(("data", "closes", "code"), CLIENTS.values(), ids=CLIENTS)
def test_a_client_that(embedded: Serve, account: Account, data: bytes, closes: bool, code: int) -> None:
    with opened(embedded, account) as peer:
        began = time.monotonic()
        seen = peer.exchange(data, 1000, closes=closes)
    assert uncontended.since(began) < END_SECONDS
    assert seen.close is not None
    assert (seen.close[:2], seen.is_reset) == (closed(code), False)


def test_a_client_that_ends_its_stream_without_a_close(embedded: Serve, account: Account) -> None:
    with opened(embedded, account) as peer:
        assert peer.end() == Seen()
