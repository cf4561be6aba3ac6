"""The database hangs: open sockets stay open, every request is answered in time, and no slot is lost.

Set `FROZEN_SECONDS=60` for the full time. The default exceeds the ten seconds after which Daphne cancels an
application.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing

import pytest

from tests import uncontended
from tests.processes.players import Account, Edge, Subscriber, wait_until
from tests.processes.programs import UNLIMITED, Serve, environment, manage
from tests.processes.raw_socket import RawSocket
from tests.services import RedisServer, SQLServer, database_server

FROZEN_SECONDS = float(os.environ.get("FROZEN_SECONDS", "14"))
ANSWER_SECONDS = 6.0
BACK_SECONDS = 5.0
LIMIT = 10


@pytest.fixture
def database() -> Iterator[SQLServer]:
    with database_server(durable=False) as server:
        yield server


@pytest.fixture
def serve(database: SQLServer) -> Iterator[Serve]:
    with RedisServer() as redis:
        env = environment(DATABASE_URL=database.url, REDIS_URL=redis.url, **UNLIMITED)
        assert manage("migrate", "--verbosity", "0", env=env).returncode == 0
        with Serve(env) as program:
            yield program


def answered(socket: Subscriber, **frame: object) -> dict[str, object]:
    """The response, which has to arrive within the time limit."""
    received = len(socket.frames)
    socket.send(**frame)
    wait_until(lambda: len(socket.frames) > received, ANSWER_SECONDS)
    return socket.frames[received]


def succeeds(socket: Subscriber) -> bool:
    return answered(socket, number=842)["type"] == "game_result"


def reloaded(stack: ExitStack, serve: Serve, account: Account) -> RawSocket:
    return stack.enter_context(RawSocket(serve, account, waits=False))


def test_open_sockets_stay_and_no_slot_is_lost(database: SQLServer, serve: Serve) -> None:
    with closing(Edge(serve)) as edge, ExitStack() as stack:
        account = edge.register()
        kept, *pages = [stack.enter_context(closing(Subscriber(serve, account))) for _ in range(LIMIT - 2)]
        assert succeeds(kept)
        assert answered(kept, type="ping") == {"type": "pong", "seq": 1}

        database.pause()
        assert answered(kept, type="ping") == {"type": "pong", "seq": 1}  # from the cache
        deadline = time.monotonic() + FROZEN_SECONDS
        for page in pages:
            page.close()
        opened = [reloaded(stack, serve, account) for _ in range(LIMIT - 3)]
        while time.monotonic() < deadline:
            refused = answered(kept, number=842, key="one of many")
            assert (refused["type"], refused.get("code")) == ("error", "service_unavailable")
            assert answered(kept, type="ping")["type"] in ("pong", "error")
            for short_waits in opened[:2]:
                short_waits.reset()
            opened = [*opened[2:], *(reloaded(stack, serve, account) for _ in range(2))]
        for refused_page in opened:
            refused_page.accepted()
            assert refused_page.close_code() == 1013

        database.resume()
        back = time.monotonic()
        wait_until(lambda: succeeds(kept), BACK_SECONDS)
        fresh = [stack.enter_context(closing(Subscriber(serve, account))) for _ in range(LIMIT - 1)]
        assert [answered(page, type="ping")["type"] for page in fresh] == ["pong"] * (LIMIT - 1)
        assert uncontended.since(back) < 2 * BACK_SECONDS
        assert stack.enter_context(closing(Subscriber(serve, account))).closed() == 1013
        assert [page.close_code for page in [kept, *fresh]] == [None] * LIMIT
        assert kept.seqs == list(range(1, len(edge.results(account)) + 1))
    assert "took too long to shut down" not in serve.log
    assert "Traceback" not in serve.log
