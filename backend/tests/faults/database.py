"""Processes that use a MariaDB server, which tests can freeze and lock, and a proxy that drops packets."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import MySQLdb
import pytest

from config.service_urls.database import Database
from tests.processes.players import Account, Edge
from tests.processes.programs import UNLIMITED, Gunicorn, Serve, environment, manage
from tests.services import RedisServer, SQLServer, database_server
from tests.services.proxy import DatabaseProxy


@dataclass
class DatabaseStage:
    """`one` is `manage.py serve`; `other` is gunicorn, which reaches the database through the proxy."""

    database: SQLServer
    redis: RedisServer
    proxy: DatabaseProxy
    serve: Serve
    one: Edge
    other: Edge

    @contextmanager
    def session(self) -> Iterator[Any]:
        """A cursor for the test. Uncommitted changes are rolled back at the end."""
        url = Database.parse(self.database.url)
        connection = MySQLdb.connect(
            host=url.host, port=url.port, user=url.user, password=url.password, database=url.name
        )
        with closing(connection), closing(connection.cursor()) as cursor:
            yield cursor

    def seqs(self, account: Account) -> list[int]:
        """The player's stored plays."""
        with self.session() as cursor:
            cursor.execute("SELECT seq FROM game_play WHERE player_id = %s ORDER BY seq", [account.user["id"]])
            return [seq for (seq,) in cursor.fetchall()]

    def lock_waits(self) -> int:
        """How many transactions are waiting for a row."""
        with self.session() as cursor:
            cursor.execute("SHOW GLOBAL STATUS LIKE 'Innodb_row_lock_current_waits'")
            return int(cursor.fetchone()[1])

    def rolled_back(self, code: int) -> int:
        """How many attempts gunicorn's workers have repeated because of that error."""
        text = self.other.call("GET", "/metrics").text
        found = re.search(rf'^numberplay_rolled_back_total{{code="{code}"}} (\S+)$', text, re.MULTILINE)
        return int(float(found.group(1))) if found else 0


@pytest.fixture(scope="session")
def database_stage() -> Iterator[DatabaseStage]:
    with ExitStack() as stack:
        database = stack.enter_context(database_server(durable=False))
        redis = stack.enter_context(RedisServer())
        proxy = stack.enter_context(DatabaseProxy(database.port))
        done = manage("migrate", "--verbosity", "0", env=environment(DATABASE_URL=database.url))
        assert done.returncode == 0, done.stderr
        parts = urlsplit(database.url)
        proxied = parts._replace(netloc=parts.netloc.replace(str(database.port), str(proxy.port))).geturl()
        shared = {"REDIS_URL": redis.url, "DJANGO_SECRET_KEY": secrets.token_hex(32), **UNLIMITED}
        serve = stack.enter_context(Serve(environment(DATABASE_URL=database.url, **shared)))
        gunicorn = stack.enter_context(Gunicorn(environment(DATABASE_URL=proxied, **shared)))
        one, other = Edge(serve), Edge(gunicorn)
        stack.callback(one.close)
        stack.callback(other.close)
        yield DatabaseStage(database, redis, proxy, serve, one, other)
