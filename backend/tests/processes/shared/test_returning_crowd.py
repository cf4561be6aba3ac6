"""Many dropped sockets reconnect with `?since=`: all of them catch up soon, with few database statements.

Set `CROWD=2000` for the full number of sockets.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing

import MySQLdb
import pytest

from config.service_urls.database import Database
from tests import uncontended
from tests.processes.crowd import Member, come
from tests.processes.players import Edge, wait_until
from tests.processes.programs import UNLIMITED, Serve, environment, manage
from tests.services import RedisServer, SQLServer, database_server

CROWD = int(os.environ.get("CROWD", "200"))
SOCKETS_OF_A_PLAYER = 10
MISSED = 3
WHOLE_SECONDS = 10.0
QUERIES_EACH = 2.0


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


def statements(url: str) -> int:
    """The number of statements that the server has received so far."""
    given = Database.parse(url)
    with closing(MySQLdb.connect(host=given.host, port=given.port, user=given.user, password=given.password)) as one:
        cursor = one.cursor()
        cursor.execute("SHOW GLOBAL STATUS LIKE 'Questions'")
        return int(cursor.fetchone()[1])


async def dropped_and_back(serve: Serve, edge: Edge, database: SQLServer) -> tuple[float, float]:
    """Returns the seconds until all sockets had caught up, and the statements per socket."""
    accounts = [edge.register() for _ in range(CROWD // SOCKETS_OF_A_PLAYER)]
    crowd = [Member(account.access) for account in accounts for _ in range(SOCKETS_OF_A_PLAYER)]
    await come(serve.port, crowd, since=0, until=0)
    for member in crowd:
        member.drop()
    for account in accounts:
        for _ in range(MISSED):
            await asyncio.to_thread(edge.play, account, 842)
    await asyncio.to_thread(wait_until, lambda: edge.sockets() == 0)
    before, began = statements(database.url), time.monotonic()
    await come(serve.port, crowd, since=0, until=MISSED)
    took, asked = uncontended.since(began), statements(database.url) - before
    assert {tuple(member.seqs) for member in crowd} == {tuple(range(1, MISSED + 1))}
    for member in crowd:
        member.drop()
    return took, asked / CROWD


def test_everybody_is_complete_within_ten_seconds(stack: ExitStack) -> None:
    database = stack.enter_context(database_server(durable=False))
    redis = stack.enter_context(RedisServer())
    env = environment(DATABASE_URL=database.url, REDIS_URL=redis.url, **UNLIMITED)
    assert manage("migrate", "--verbosity", "0", env=env).returncode == 0
    serve = stack.enter_context(Serve(env))
    edge = stack.enter_context(closing(Edge(serve)))
    took, asked = asyncio.run(dropped_and_back(serve, edge, database))
    print(f"{CROWD} sockets complete after {took:.2f} s, {asked:.2f} statements each")
    assert took <= WHOLE_SECONDS
    assert asked <= QUERIES_EACH
