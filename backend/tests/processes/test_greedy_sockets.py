"""Sockets that take more than they may: too much in a frame, too many frames, or too little of what they are sent."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.processes.players import Edge, subscribed, wait_until
from tests.processes.programs import Serve
from tests.processes.raw_socket import RawSocket

MEGABYTE = 1024 * 1024
HISTORY = 250
RESUMES = 200


@pytest.fixture
def edge(embedded: Serve) -> Iterator[Edge]:
    opened = Edge(embedded)
    yield opened
    opened.close()


def test_a_frame_of_4096_bytes_is_read_and_one_more_byte_closes_the_socket(embedded: Serve, edge: Edge) -> None:
    account = edge.register()
    with subscribed(embedded, account, account) as [modest, greedy]:
        padding = 4096 - len('{"type": "ping", "padding": ""}')
        assert modest.ask(type="ping", padding="x" * padding) == {"type": "pong", "seq": 0}
        greedy.send(type="ping", padding="x" * (padding + 1))
        assert greedy.closed() == 1009
        assert modest.ask(type="ping") == {"type": "pong", "seq": 0}


def test_a_client_that_floods_is_closed_and_the_others_are_served(embedded: Serve, edge: Edge) -> None:
    account = edge.register()
    with subscribed(embedded, account) as [modest], RawSocket(embedded, account) as flood:
        for _ in range(400):
            flood.send(type="ping")
        assert flood.close_code() == 1008
        assert modest.ask(type="ping") == {"type": "pong", "seq": 0}


def test_a_client_that_floods_without_reading_costs_no_memory(embedded: Serve, edge: Edge) -> None:
    account = edge.register()
    with subscribed(embedded, account) as [modest], RawSocket(embedded, account) as flood:
        for _ in range(100):  # what the server loads and starts for its first sockets is not the flood's
            modest.ask(type="ping")
        before = embedded.memory_bytes
        assert flood.send_until_it_is_cut(type="nothing that we know") < 100_000
        assert modest.ask(type="ping") == {"type": "pong", "seq": 0}
        assert embedded.memory_bytes - before < 24 * MEGABYTE


def test_a_client_that_never_reads_is_closed_while_its_player_goes_on(embedded: Serve, edge: Edge) -> None:
    """Each resume asks for 250 results, about 30 KB: without a bound the server would keep 6 MB for this socket."""
    account = edge.register()
    for number in range(HISTORY):
        assert edge.play(account, 842 + number).status_code == 200
    with subscribed(embedded, account) as [modest], RawSocket(embedded, account) as deaf:
        before = embedded.memory_bytes
        for _ in range(RESUMES):
            deaf.send(type="resume", since=0)
        wait_until(lambda: "code=1013" in embedded.log, 20)
        assert edge.play(account, 842).status_code == 200
        modest.hears(HISTORY + 1)
        assert embedded.memory_bytes - before < 24 * MEGABYTE
