"""`core.db.mysql` saves the ping, and the separate statement that begins a transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.db.utils import ConnectionHandler

from config.env import Env
from config.services import database
from core.db.statements import execute_all
from tests.processes.players import wait_until
from tests.services import SQLServer, database_server


@pytest.fixture(scope="module")
def server() -> Iterator[SQLServer]:
    with database_server(durable=False) as started:
        yield started


@pytest.fixture
def connection(server: SQLServer, monkeypatch: pytest.MonkeyPatch, django_db_blocker: Any) -> Iterator[Any]:
    """A separate connection, which `transaction.atomic` uses instead of the default."""
    env = Env.parse({"DATABASE_URL": server.url, "DATABASE_CONNECTION_SECONDS": "60"})
    connection = ConnectionHandler({"default": database(env, Path())})["default"]
    monkeypatch.setattr(transaction, "get_connection", lambda using=None: connection)
    with django_db_blocker.unblock():
        execute(connection, "CREATE TABLE IF NOT EXISTS saved (number INT)")
        execute(connection, "DELETE FROM saved")
        yield connection
        connection.close()


@pytest.fixture
def sent(connection: Any) -> list[str]:
    """Each round trip from here on, except a COMMIT with its own round trip."""
    texts: list[str] = []
    query = connection.connection.query

    def noted(text: bytes) -> None:
        texts.append(bytes(text).decode())
        query(text)

    connection.connection.query = noted
    return texts


def execute(connection: Any, statement: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def saved(connection: Any) -> list[int]:
    return [number for (number,) in execute(connection, "SELECT number FROM saved ORDER BY number")]


def test_a_transaction_begins_with_its_first_statement_and_nothing_is_switched(
    connection: Any, sent: list[str]
) -> None:
    with transaction.atomic():
        assert execute(connection, "SELECT 1") == [(1,)]
        execute(connection, "INSERT INTO saved VALUES (1)")
    with transaction.atomic():
        pass
    assert saved(connection) == [1]
    assert sent == [
        "BEGIN; SELECT 1",
        "INSERT INTO saved VALUES (1)",
        "SELECT number FROM saved ORDER BY number",
    ]


def test_a_rollback_undoes_all_statements_of_a_transaction(connection: Any) -> None:
    with suppress(LookupError), transaction.atomic():
        execute(connection, "INSERT INTO saved VALUES (1)")
        raise LookupError
    with transaction.atomic():
        execute(connection, "INSERT INTO saved VALUES (2)")
        with suppress(LookupError), transaction.atomic():
            execute(connection, "INSERT INTO saved VALUES (3)")
            raise LookupError
    assert saved(connection) == [2]


def test_a_savepoint_and_many_rows_may_come_first(connection: Any) -> None:
    with transaction.atomic(), transaction.atomic():
        execute(connection, "INSERT INTO saved VALUES (1)")
    with suppress(LookupError), transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany("INSERT INTO saved VALUES (%s)", [(2,), (3,)])
        raise LookupError
    assert saved(connection) == [1]


def test_a_first_statement_that_fails_leaves_the_connection_as_it_was(connection: Any) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        execute(connection, "SELECT nothing")
    execute(connection, "INSERT INTO saved VALUES (1)")
    assert saved(connection) == [1]
    assert connection.get_autocommit()


def test_statements_share_a_packet_and_the_commit_has_its_own(
    connection: Any, sent: list[str], django_assert_num_queries: Any
) -> None:
    counted = django_assert_num_queries(3, connection=connection)
    with counted as statements, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        execute_all(cursor, ("DELETE FROM saved", []), ("INSERT INTO saved VALUES (%s)", [1]))
    assert sent == ["BEGIN; SELECT 1", "DELETE FROM saved; INSERT INTO saved VALUES (1)"]
    assert [statement["sql"] for statement in statements.captured_queries][-1] == "COMMIT"
    assert saved(connection) == [1]


@pytest.mark.parametrize("broken", ["INSERT INTO saved VALUES (2)", "INSERT INTO nothing VALUES (%s)"])
def test_statements_in_one_packet_are_all_rolled_back_when_one_fails(connection: Any, broken: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        execute_all(cursor, (broken, []), ("INSERT INTO nothing VALUES (3)", []))
    assert saved(connection) == []
    with suppress(LookupError), transaction.atomic():
        execute(connection, "INSERT INTO saved VALUES (4)")
        raise LookupError
    assert saved(connection) == []


def test_the_id_is_of_the_row_inserted_whatever_the_increment(connection: Any) -> None:
    """Clusters increment ids by the number of nodes."""
    execute(connection, "CREATE TEMPORARY TABLE counted (id INT AUTO_INCREMENT PRIMARY KEY, number INT)")
    execute(connection, "SET auto_increment_increment = 7, auto_increment_offset = 3")
    with connection.cursor() as cursor:
        insert = ("INSERT INTO counted (number) VALUES (%s)", [842])
        for pk in (3, 10):
            execute_all(cursor, ("DELETE FROM saved", []), insert)
            assert cursor.lastrowid == pk
    assert execute(connection, "SELECT id FROM counted ORDER BY id") == [(3,), (10,)]


def test_the_end_of_a_connection_is_seen_without_asking(connection: Any, sent: list[str], server: SQLServer) -> None:
    assert connection.is_usable()
    ((number,),) = execute(connection, "SELECT CONNECTION_ID()")
    other = connection.copy()
    execute(other, f"KILL {number}")
    other.close()
    wait_until(lambda: not connection.is_usable())
    assert sent == ["SELECT CONNECTION_ID()"]
    connection.health_check_enabled, connection.health_check_done = True, False
    assert execute(connection, "SELECT 1") == [(1,)]
