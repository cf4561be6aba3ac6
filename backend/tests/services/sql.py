"""What MariaDB and MySQL have in common: the protocol, and a user that may create databases."""

from __future__ import annotations

import secrets
import socket
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.services.ports import HOST
from tests.services.server import Server

NAME = "numberplay"
CHECK = "haproxy"  # the user of the health check in deploy/ha/haproxy.cfg
HANDSHAKE_VERSION = 10
QUERY_SECONDS = 10

# The test runner creates databases with names of its own, so the user has all privileges on this temporary server.
FIRST_STATEMENTS = """\
CREATE DATABASE IF NOT EXISTS {name} CHARACTER SET utf8mb4;
CREATE USER IF NOT EXISTS '{name}'@'{host}' IDENTIFIED BY '{password}';
GRANT ALL ON *.* TO '{name}'@'{host}' WITH GRANT OPTION;
CREATE USER IF NOT EXISTS '{check}'@'{host}';
"""

FAST = ("--innodb-flush-log-at-trx-commit=0", "--skip-innodb-doublewrite", "--sync-binlog=0")


class SQLServer(Server):
    """Durable by default, as in production. `durable=False` is faster for tests that don't simulate power failures.

    `options` are added to the command line at the next start.
    """

    def __init__(self, *, durable: bool = True, password: str = "") -> None:
        super().__init__()
        self.password = password or secrets.token_urlsafe(16)
        self._durable = durable
        self.options: list[str] = []

    @property
    def url(self) -> str:
        return self.url_at(self.port)

    def url_at(self, port: int) -> str:
        """The same user and database through another port, such as a proxy's."""
        return f"mysql://{NAME}:{self.password}@{HOST}:{port}/{NAME}"

    def query(self, statement: str, database: str = "") -> list[tuple[Any, ...]]:
        """Executes one statement on its own connection. Raises MySQLdb.Error."""
        with closing(self.connect(database)) as connection, connection.cursor() as cursor:
            cursor.execute(statement)
            return list(cursor.fetchall())

    def connect(self, database: str = "") -> Any:
        import MySQLdb

        return MySQLdb.connect(
            host=HOST,
            port=self.port,
            user=NAME,
            password=self.password,
            database=database,
            connect_timeout=2,
            read_timeout=QUERY_SECONDS,
            autocommit=True,
        )

    @property
    def _first_statements(self) -> Path:
        return self.directory / "first.sql"

    def _write_first_statements(self) -> None:
        self._first_statements.write_text(
            FIRST_STATEMENTS.format(name=NAME, host=HOST, password=self.password, check=CHECK)
        )

    def _place(self) -> list[str]:
        """The options that the program that creates the data directory also accepts."""
        return [f"--datadir={self.directory / 'data'}", f"--tmpdir={self.directory}"]

    def _options(self) -> list[str]:
        """The options that both servers support."""
        return [
            f"--socket={self.directory / 'socket'}",
            f"--pid-file={self.directory / 'pid'}",
            f"--bind-address={HOST}",
            f"--port={self.port}",
            "--skip-name-resolve",
            "--character-set-server=utf8mb4",
            "--collation-server=utf8mb4_unicode_ci",
            "--max-connections=400",
            *([f"--init-file={self._first_statements}"] if self._first_statements.exists() else []),
            *(() if self._durable else FAST),
            *self.options,
        ]

    def _answers(self) -> bool:
        return speaks_mysql(self.port)


def speaks_mysql(port: int) -> bool:
    """Whether a server sends its greeting on the port. Raises OSError while nothing listens."""
    with socket.create_connection((HOST, port), timeout=1) as connection:
        greeting = connection.recv(5)
        return len(greeting) == 5 and greeting[4] == HANDSHAKE_VERSION
