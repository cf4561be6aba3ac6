"""MariaDB for the tests: a fresh data directory, and a user that may create databases."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import socket
import subprocess

from tests.services.binaries import find
from tests.services.ports import HOST
from tests.services.server import Server

NAME = "numberplay"
PACKAGE = "mariadb-server"
HANDSHAKE_VERSION = 10

# The test runner creates databases with names of its own, so the user may do anything on this throw-away server.
FIRST_STATEMENTS = """\
CREATE DATABASE IF NOT EXISTS {name} CHARACTER SET utf8mb4;
CREATE USER IF NOT EXISTS '{name}'@'{host}' IDENTIFIED BY '{password}';
GRANT ALL ON *.* TO '{name}'@'{host}' WITH GRANT OPTION;
"""

FAST = ("--innodb-flush-log-at-trx-commit=0", "--skip-innodb-doublewrite")


class MariaDBServer(Server):
    """Durable as in production by default; `durable=False` saves the disk's time where no test pulls the plug."""

    name = "MariaDB"

    def __init__(self, *, durable: bool = True) -> None:
        self._program = find("mariadbd", package=PACKAGE)
        self._installer = find("mariadb-install-db", package=PACKAGE)
        super().__init__()
        self._durable = durable
        self._password = secrets.token_urlsafe(16)

    @property
    def url(self) -> str:
        return f"mysql://{NAME}:{self._password}@{HOST}:{self.port}/{NAME}"

    def start(self) -> None:
        if not (self.directory / "data").exists():
            self._create_data()
        super().start()

    def _create_data(self) -> None:
        statements = FIRST_STATEMENTS.format(name=NAME, host=HOST, password=self._password)
        (self.directory / "first.sql").write_text(statements)
        if os.geteuid() == 0:
            shutil.chown(self.directory, _account())
        command = [self._installer, "--no-defaults", "--skip-test-db", *self._place()]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"MariaDB has no data directory:\n{done.stdout}{done.stderr}")

    def _place(self) -> list[str]:
        # MariaDB refuses to run as root unless it is told whom to become.
        user = [f"--user={_account()}"] if os.geteuid() == 0 else []
        return [f"--datadir={self.directory / 'data'}", f"--tmpdir={self.directory}", *user]

    def _command(self) -> list[str]:
        return [
            self._program,
            "--no-defaults",
            *self._place(),
            f"--socket={self.directory / 'socket'}",
            f"--pid-file={self.directory / 'pid'}",
            f"--init-file={self.directory / 'first.sql'}",
            f"--bind-address={HOST}",
            f"--port={self.port}",
            "--skip-name-resolve",
            "--character-set-server=utf8mb4",
            "--collation-server=utf8mb4_unicode_ci",
            "--max-connections=400",
            *(() if self._durable else FAST),
        ]

    def _answers(self) -> bool:
        with socket.create_connection((HOST, self.port), timeout=1) as connection:
            greeting = connection.recv(5)
            return len(greeting) == 5 and greeting[4] == HANDSHAKE_VERSION


def _account() -> str:
    """Whom a MariaDB started by root becomes: Debian's `mysql`, or root where a package made no such user."""
    return "mysql" if any(entry.pw_name == "mysql" for entry in pwd.getpwall()) else "root"
