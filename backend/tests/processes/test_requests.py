"""Daphne and gunicorn respond identically to the same requests. nginx/tests/test_requests.py sends them to the edge."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.processes.http_rows import BODIES, CODINGS, CONTENT_TYPES, HEADS, Row
from tests.processes.players import Account, Edge
from tests.processes.programs import UNLIMITED, Gunicorn, Serve, WebProgram, environment
from tests.processes.raw_http import assert_complete, exchange

ROWS = [*BODIES, *CODINGS, *CONTENT_TYPES, *HEADS]


@pytest.fixture(scope="module", params=[Serve, Gunicorn])
def program(request: pytest.FixtureRequest, database_url: str) -> Iterator[WebProgram]:
    with request.param(environment(DATABASE_URL=database_url, **UNLIMITED)) as started:
        yield started


@pytest.fixture(scope="module")
def edge(program: WebProgram) -> Iterator[Edge]:
    opened = Edge(program)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def account(edge: Edge) -> Account:
    return edge.register()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_request_is_answered_as_the_rfc_says(program: WebProgram, edge: Edge, account: Account, row: Row) -> None:
    before = plays(edge, account)
    answer = exchange(program.port, row.request(account.access))
    assert (answer.status, answer.code) == row.answer
    assert_complete(answer)
    played = row not in HEADS and row.code is None
    assert plays(edge, account) == before + played


def plays(edge: Edge, account: Account) -> int:
    """Read from the database, because without Redis each of gunicorn's two workers has its own cache."""
    newest = edge.call("GET", "/api/game/results/?page_size=1", account).json()["results"]
    return int(newest[0]["seq"]) if newest else 0
