"""Sends the requests of tests/processes/test_requests.py through the edge to the real gunicorn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from conftest import started
from tests.processes.http_rows import BODIES, CODINGS, CONTENT_TYPES, HEADS, Row
from tests.processes.players import Account, Edge
from tests.processes.programs import UNLIMITED, Gunicorn, environment
from tests.processes.raw_http import assert_complete, exchange
from tests.processes.slow_senders import senders, until_ended
from tests.processes.stage import fresh_database
from tests.services.ports import HOST

ROWS = [*BODIES, *CODINGS, *CONTENT_TYPES, *HEADS]


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gunicorn]:
    with (
        fresh_database(tmp_path_factory.mktemp("backend")) as url,
        Gunicorn(environment(DATABASE_URL=url, NUM_PROXIES="1", **UNLIMITED)) as gunicorn,
    ):
        yield gunicorn


@pytest.fixture(scope="module")
def account(backend: Gunicorn) -> Account:
    edge = Edge(backend)
    account = edge.register()
    edge.close()
    return account


@pytest.fixture(scope="module")
def port(backend: Gunicorn) -> Iterator[int]:
    address = f"{HOST}:{backend.port}"
    with ExitStack() as stack:
        yield started(stack, HTTP=address, HTTP_SERVERS=f"server {address};").port


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_request_is_answered_as_the_rfc_says(port: int, account: Account, row: Row) -> None:
    answer = exchange(port, row.request(account.access))
    assert (answer.status, answer.code) == row.edge_answer
    assert_complete(answer)


def test_slow_senders_are_ended(port: int, account: Account) -> None:
    """The edge resets a connection whose head is slow; the backend behind it responds to a slow body."""
    with senders(port, 2) as slow:
        assert exchange(port, BODIES[0].request(account.access)).status == 200
        until_ended(slow)
    assert {sender.kind.name for sender in slow if sender.ended_after is None} == set()
    for sender in slow:
        status = sender.answer.status if sender.answer else None
        assert status == 408 if sender.kind.slow_body else status in {None, 200, 408}, sender.kind.name
