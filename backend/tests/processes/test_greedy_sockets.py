"""Sockets that exceed a limit: frames that are too big or too many, or clients that don't read.

Set `SILENT_SOCKETS=200 SILENT_SECONDS=60` for the full number of clients that never read.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests import uncontended
from tests.processes.frame_table import PING
from tests.processes.peer import frame
from tests.processes.players import SECONDS, Account, Edge, subscribed, wait_until
from tests.processes.programs import Serve, started
from tests.processes.raw_socket import RawSocket

MEGABYTE = 1024 * 1024
UNREAD = 5000  # results of 140 bytes each, some of which the kernel buffers
SILENT_SOCKETS = int(os.environ.get("SILENT_SOCKETS", "20"))
SILENT_SECONDS = float(os.environ.get("SILENT_SECONDS", "10"))
SOCKETS_OF_A_PLAYER = 10
PLAY_SECONDS = 0.1  # between two plays of a player whose client reads
PONG_SECONDS = 10.0  # between two pongs of a client that doesn't read; a peer that is silent for 45 s counts as gone
GIVEN_UP, FLOODED = "code=1013", "code=1008"
ADD_PLAYS = """
import time
from tests.game.plays import add_plays
for player in {players}:
    add_plays(player, {count})
    time.sleep({pause})
"""


def add_plays(serve: Serve, *accounts: Account, seconds: float = 0.0) -> subprocess.Popen[str]:
    """Stores results like a process whose hints are lost. The sweep finds and pushes them."""
    players = [account.user["id"] for account in accounts]
    script = ADD_PLAYS.format(players=players, count=UNREAD, pause=seconds / len(players))
    return started("shell", "--verbosity", "0", "-c", script, env=serve.env)


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
        for _ in range(100):  # the memory for the first sockets isn't due to the flood
            modest.ask(type="ping")
        before = embedded.memory_bytes
        assert flood.send_until_it_is_cut(type="nothing that we know") < 100_000
        assert modest.ask(type="ping") == {"type": "pong", "seq": 0}
        assert embedded.memory_bytes - before < 24 * MEGABYTE


def test_a_client_that_never_reads_is_closed_while_its_player_keeps_playing(embedded: Serve, edge: Edge) -> None:
    account = edge.register()
    with subscribed(embedded, account) as [modest], RawSocket(embedded, account):
        given_up, before = embedded.log.count(GIVEN_UP), embedded.memory_bytes
        with add_plays(embedded, account):
            wait_until(lambda: embedded.log.count(GIVEN_UP) == given_up + 1, 60)
            modest.wait_for(UNREAD, 60)
        assert edge.play(account, 842).status_code == 200
        modest.wait_for(UNREAD + 1)
        assert modest.seqs == list(range(1, UNREAD + 2))
        assert embedded.memory_bytes - before < 24 * MEGABYTE


def test_pings_without_reading_the_pongs_are_flooding(embedded: Serve, edge: Edge) -> None:
    account = edge.register()
    with subscribed(embedded, account) as [modest], RawSocket(embedded, account) as deaf:
        flooded = embedded.log.count(FLOODED)
        before = embedded.memory_bytes
        assert deaf.send_until_it_is_full(frame(PING, b"x" * 125) * 500) < 400
        wait_until(lambda: embedded.log.count(FLOODED) == flooded + 1)
        assert modest.ask(type="ping") == {"type": "pong", "seq": 0}
        assert embedded.memory_bytes - before < 8 * MEGABYTE


@pytest.mark.timeout(SILENT_SECONDS + 900)
def test_many_sockets_that_never_read_are_closed_and_cost_little_memory(serve: Serve, edge: Edge) -> None:
    accounts = [edge.register() for _ in range(SILENT_SOCKETS // SOCKETS_OF_A_PLAYER)]
    other = edge.register()
    silent: list[RawSocket] = []
    with subscribed(serve, other, other) as modest, ExitStack() as stack:
        for account in accounts:
            silent += [stack.enter_context(RawSocket(serve, account)) for _ in range(SOCKETS_OF_A_PLAYER)]
        before, most, slowest, plays = serve.memory_bytes, 0, 0.0, 0
        next_pong, deadline = time.monotonic(), time.monotonic() + SILENT_SECONDS
        stack.enter_context(add_plays(serve, *accounts, seconds=SILENT_SECONDS))
        while time.monotonic() < deadline or serve.log.count(GIVEN_UP) < SILENT_SOCKETS:
            began, plays = time.monotonic(), plays + 1
            assert edge.play(other, 842).status_code == 200
            for subscriber in modest:
                subscriber.wait_for(plays)
            slowest = max(slowest, uncontended.since(began))
            most = max(most, serve.memory_bytes)
            assert time.monotonic() < deadline + 150  # an access token is valid for 300 s
            if time.monotonic() > next_pong:
                next_pong = time.monotonic() + PONG_SECONDS
                for socket in silent:
                    socket.pong_while_it_is_open()
            time.sleep(PLAY_SECONDS)
        print(f"{SILENT_SOCKETS} silent sockets: {(most - before) / MEGABYTE:.1f} MiB; slowest frame {slowest:.2f} s")
        assert most - before <= 64 * MEGABYTE
        assert slowest < SECONDS
        assert [subscriber.seqs for subscriber in modest] == [list(range(1, plays + 1))] * 2
        assert serve.log.count(GIVEN_UP) == SILENT_SOCKETS
