"""The maximum cost of a play: 4 statements plus BEGIN and COMMIT, 2 round trips to Redis, no new connection."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.db.backends.signals import connection_created
from django.http.request import HttpHeaders
from django.test.utils import CaptureQueriesContext
from redis.connection import Connection

from core.redis.client import close_idle
from core.threads import DATABASE_THREADS
from tests.api import Player, registered
from tests.game.threads import on_a_thread
from tests.sockets import Sockets

FRAMES = ("BEGIN", "COMMIT")


@contextmanager
def statements() -> Iterator[list[str]]:
    """The first word of every statement, in order."""
    words: list[str] = []
    with CaptureQueriesContext(connection) as queries:
        yield words
    sent = [statement for query in queries for statement in query["sql"].split("; ")]
    words += [statement.split(" ", 1)[0].upper() for statement in sent]


def without_frame(words: list[str]) -> list[str]:
    return [word for word in words if word not in FRAMES and not word.startswith("SET")]


@pytest.fixture
def new_connections() -> Iterator[list[object]]:
    """Every database connection that is opened, on any thread."""
    opened: list[object] = []

    def note(connection: object, **_: Any) -> None:
        opened.append(connection)

    connection_created.connect(note)
    yield opened
    connection_created.disconnect(note)


@pytest.mark.parametrize("redis", [False, True])
def test_a_play_makes_three_statements_in_one_transaction(
    transactional_db: None, request: pytest.FixtureRequest, redis: bool
) -> None:
    if redis:
        request.getfixturevalue("with_redis")
    player = registered()
    player.play(2)
    with statements() as words:
        assert player.play(842).status == 200
    assert [word for word in words if word in FRAMES] == ["BEGIN", "COMMIT"]
    assert without_frame(words) == ["SELECT", "UPDATE", "INSERT"]


def test_the_commit_of_a_play_comes_alone(transactional_db: None) -> None:
    """Some clusters acknowledge a COMMIT that is sent with other statements even if they rolled those back."""
    player = registered()
    player.play(2)
    with CaptureQueriesContext(connection) as queries:
        assert player.play(842, key="one").status == 200
    packets = [query["sql"] for query in queries]
    assert [packet for packet in packets if "COMMIT" in packet] == ["COMMIT"]
    assert packets[-1] == "COMMIT"
    assert len(packets) == (4 if connection.vendor == "mysql" else 6)


def test_a_play_with_a_key_makes_one_statement_more(transactional_db: None) -> None:
    player = registered()
    player.play(2)
    with statements() as words:
        player.play(842, key="one")
    assert without_frame(words) == ["SELECT", "SELECT", "UPDATE", "INSERT"]
    with statements() as words:
        player.play(842, key="one")
    assert len(without_frame(words)) <= 4
    assert set(without_frame(words)) == {"SELECT"}


@pytest.mark.parametrize("number", [0, "842", None])
def test_a_refused_number_makes_no_statement(player: Player, number: object) -> None:
    player.play(2)
    with CaptureQueriesContext(connection) as queries:
        assert player.play(number).status == 400
    assert len(queries) == 0


def test_a_play_opens_no_database_connection(player: Player, new_connections: list[object]) -> None:
    for _ in range(10):
        player.play(842)
    assert new_connections == []


async def test_a_play_over_the_socket_opens_no_database_connection(
    sockets: Sockets, new_connections: list[object]
) -> None:
    player = await on_a_thread(registered)
    socket = await sockets.open(player.access)
    for _ in range(10 * DATABASE_THREADS):
        await socket.send({"number": 842})
        await socket.receive()
    new_connections.clear()
    for _ in range(10):
        await socket.send({"number": 842})
        await socket.receive()
    assert new_connections == []


@pytest.mark.parametrize("key", [None, "one"])
@pytest.mark.parametrize("limited", [False, True])
def test_a_play_asks_redis_twice(
    player: Player, rates: Any, round_trips: list[object], key: str | None, limited: bool
) -> None:
    if limited:
        rates(play="120/min")
    player.play(2)
    round_trips.clear()
    assert player.play(842, key=key).status == 200
    assert len(round_trips) == 2


def test_a_play_goes_neither_through_all_headers_nor_through_the_caches(
    player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of the two took a twentieth of the play's CPU time."""
    looked: list[str] = []
    monkeypatch.setattr(HttpHeaders, "__init__", lambda *_: looked.append("headers"))
    monkeypatch.setattr(caches, "close_all", lambda: looked.append("caches"))
    assert player.play(842).status == 200
    assert looked == []


def test_reads_ask_redis_twice(player: Player, round_trips: list[object]) -> None:
    player.get("/api/game/history/")
    for path in ("history", "statistics"):
        round_trips.clear()
        player.get(f"/api/game/{path}/")
        assert len(round_trips) == 2


def test_a_play_opens_no_connection_to_redis(player: Player, with_redis: None, monkeypatch: pytest.MonkeyPatch) -> None:
    connected: list[object] = []
    connect: Any = Connection._connect

    def noted(self: Connection) -> Any:
        connected.append(self)
        return connect(self)

    monkeypatch.setattr(Connection, "_connect", noted)
    close_idle()
    player.play(842)
    assert connected != []
    connected.clear()
    for _ in range(10):
        player.play(842)
    assert connected == []
