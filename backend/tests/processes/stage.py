"""Fixtures that run the product's processes with one database and, if needed, one Redis."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
import redis

from config.service_urls.database import Database
from tests import uncontended
from tests.processes.players import Edge, wait_until
from tests.processes.programs import UNLIMITED, Gunicorn, Serve, environment, manage
from tests.services import RedisServer

RECOVERY_SECONDS = 10
LISTENING_AGAIN_SECONDS = 3  # the layer doesn't report it


def missing() -> list[str]:
    """The programs that this machine lacks for the tests with Redis and gunicorn, and how to get them."""
    advice = []
    if shutil.which("redis-server") is None:
        advice.append("apt-get install redis-server mariadb-server")
    if find_spec("gunicorn") is None:
        advice.append("make production-packages")
    return advice


@dataclass
class Stage:
    """One process for everything, one for HTTP only, and the services that they share."""

    redis: RedisServer
    serve: Serve
    gunicorn: Gunicorn
    one: Edge
    other: Edge

    @property
    def edges(self) -> tuple[Edge, Edge]:
        return self.one, self.other

    def ask_redis(self, *command: str) -> Any:
        with redis.Redis.from_url(self.redis.url) as client:
            return client.execute_command(*command)

    def restore(self) -> None:
        with suppress(RuntimeError):  # it is already running
            self.redis.start()
        self.redis.resume()
        (self.redis.directory / "dump.rdb").unlink(missing_ok=True)
        self.recovered()

    def recovered(self) -> None:
        """Waits until both processes use Redis again, have reported their counts, and are subscribed."""
        wait_until(lambda: all(is_healthy(edge) for edge in self.edges), RECOVERY_SECONDS)


def is_healthy(edge: Edge) -> bool:
    with suppress(httpx.HTTPError):
        return bool(edge.call("GET", "/health/").json()["status"] == "healthy")
    return False


@contextmanager
def fresh_database(folder: Path) -> Iterator[str]:
    """A migrated database: a SQLite file in the folder, or a new database on the MariaDB of the test run."""
    given = os.environ.get("DATABASE_URL", "")
    with ExitStack() as stack:
        if given.startswith("mysql://"):
            url = stack.enter_context(_own_database(given))
        else:
            url = f"sqlite:///{folder / 'numberplay.sqlite3'}"
        done = manage("migrate", "--verbosity", "0", env=environment(DATABASE_URL=url))
        assert done.returncode == 0, done.stderr
        yield url


@pytest.fixture(scope="session")
def database_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """For tests that aren't affected by data of other tests."""
    with fresh_database(tmp_path_factory.mktemp("processes")) as url:
        yield url


@contextmanager
def _own_database(server: str) -> Iterator[str]:
    import MySQLdb

    given = Database.parse(server)
    name = f"processes_{secrets.token_hex(4)}"

    def execute(statement: str) -> None:
        connection = MySQLdb.connect(host=given.host, port=given.port, user=given.user, password=given.password)
        try:
            connection.cursor().execute(statement)
        finally:
            connection.close()

    execute(f"CREATE DATABASE {name} CHARACTER SET utf8mb4")
    try:
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        execute(f"DROP DATABASE {name}")


@pytest.fixture(scope="session")
def whole_stage(database_url: str) -> Iterator[Stage]:
    with ExitStack() as stack:
        server = stack.enter_context(RedisServer())
        env = environment(DATABASE_URL=database_url, REDIS_URL=server.url, **UNLIMITED)
        serve, gunicorn = stack.enter_context(Serve(env)), stack.enter_context(Gunicorn(env))
        one, other = Edge(serve), Edge(gunicorn)
        stack.callback(one.close)
        stack.callback(other.close)
        yield Stage(server, serve, gunicorn, one, other)


@pytest.fixture
def stage(whole_stage: Stage) -> Iterator[Stage]:
    """Redis is running. After a test that stopped it, it is restarted, and the sockets are subscribed again."""
    before = whole_stage.redis.interruptions
    yield whole_stage
    whole_stage.restore()
    if whole_stage.redis.interruptions != before:
        uncontended.sleep(LISTENING_AGAIN_SECONDS)


@pytest.fixture(scope="session")
def embedded(database_url: str) -> Iterator[Serve]:
    """One process without Redis, for tests that leave it running."""
    with Serve(environment(DATABASE_URL=database_url, **UNLIMITED)) as program:
        yield program


@pytest.fixture
def serve(database_url: str) -> Iterator[Serve]:
    """Like the fixture above, for a single test."""
    with Serve(environment(DATABASE_URL=database_url, **UNLIMITED)) as program:
        yield program
