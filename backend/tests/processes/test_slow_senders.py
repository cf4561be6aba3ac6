"""Slow senders are disconnected in time, with an error response, and delay nobody else."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from tests import uncontended
from tests.processes.players import Edge
from tests.processes.programs import UNLIMITED, Gunicorn, Serve, WebProgram, environment
from tests.processes.raw_http import assert_complete, parse, read_to_end
from tests.processes.slow_senders import KINDS, LIVE, Sender, senders, until_ended
from tests.services.ports import HOST

OF_EACH_KIND = 4  # more in total than gunicorn has threads: two workers with 16 each
PLAYS = 20
UNCLOSED = 20
CONNECTIONS = 40
PLAY_SECONDS = 5.0  # per connection; a thread would be occupied for 10


@pytest.fixture(scope="module", params=[Serve, Gunicorn])
def program(request: pytest.FixtureRequest, database_url: str) -> Iterator[WebProgram]:
    with request.param(environment(DATABASE_URL=database_url, **UNLIMITED)) as started:
        yield started


def test_slow_senders_are_ended_and_hold_up_nobody(program: WebProgram) -> None:
    edge = Edge(program)
    account = edge.register()
    with senders(program.port, OF_EACH_KIND) as slow, ThreadPoolExecutor(1) as threads:
        ending = threads.submit(until_ended, slow)
        for number in range(PLAYS):
            began = time.monotonic()
            assert edge.play(account, 2 * number + 2).status_code == 200
            assert uncontended.since(began) < PLAY_SECONDS
        ending.result()
    edge.close()
    assert {sender.kind.name for sender in slow if sender.ended_after is None} == set()
    assert {kind.name: statuses(slow, kind.name) for kind in KINDS} == {kind.name: {kind.status} for kind in KINDS}
    for sender in slow:
        if sender.answer is not None:
            assert_complete(sender.answer)
            assert sender.answer.code == "request_timeout"


def test_clients_that_do_not_close_their_side_hold_up_nobody(program: WebProgram) -> None:
    """gunicorn's main loop would wait two seconds for each of them."""
    edge = Edge(program)
    account = edge.register()
    with ExitStack() as stack:
        for _ in range(UNCLOSED):
            connection = stack.enter_context(socket.create_connection((HOST, program.port), timeout=5))
            connection.sendall(LIVE.replace(b"Host", b"Connection: close\r\nHost"))
            assert parse(read_to_end(connection)).status == 200
        began = time.monotonic()
        assert [edge.play(account, number).status_code for number in range(2, 2 + PLAYS)] == [200] * PLAYS
        assert uncontended.since(began) < PLAY_SECONDS
    edge.close()


def test_the_slowest_give_way_when_a_worker_has_all_its_connections(database_url: str) -> None:
    limit = {"GUNICORN_CMD_ARGS": f"--worker-connections {CONNECTIONS}"}
    with Gunicorn(environment(DATABASE_URL=database_url, **UNLIMITED, **limit)) as gunicorn, ExitStack() as stack:
        edge = Edge(gunicorn)
        account = edge.register()
        for _ in range(6 * CONNECTIONS):  # of two workers
            stack.enter_context(socket.create_connection((HOST, gunicorn.port), timeout=5)).sendall(b"GET /api")
        for number in range(PLAYS):
            began = time.monotonic()
            edge.close()
            edge = Edge(gunicorn)  # a new connection
            assert edge.play(account, 2 * number + 2).status_code == 200
            assert uncontended.since(began) < PLAY_SECONDS
        edge.close()


def statuses(slow: list[Sender], name: str) -> set[int | None]:
    return {sender.answer.status if sender.answer else None for sender in slow if sender.kind.name == name}
