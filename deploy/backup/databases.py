"""The servers that a backup has to work with: MariaDB, and MySQL with GTIDs if this machine has it."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
from pathlib import Path

from tests.services import MariaDBServer
from tests.services.binaries import find
from tests.services.ports import HOST
from tests.services.server import Server

USER = "numberplay"
FIRST_STATEMENTS = """\
CREATE DATABASE IF NOT EXISTS {user} CHARACTER SET utf8mb4;
CREATE USER IF NOT EXISTS '{user}'@'{host}' IDENTIFIED BY '{password}';
GRANT ALL ON *.* TO '{user}'@'{host}';
"""


def mysqld() -> Path | None:
    """Not Debian's `mysqld`, which is a link to MariaDB's."""
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        program = shutil.which("mysqld", path=folder)
        if program and "mariadb" not in Path(program).resolve().name:
            return Path(program)
    return None


class MySQLServer(Server):
    """MySQL with GTIDs and a binary log."""

    name = "MySQL"

    def __init__(self) -> None:
        program = mysqld()
        assert program is not None
        self._program = program
        super().__init__()
        self._password = secrets.token_urlsafe(16)

    @property
    def url(self) -> str:
        return f"mysql://{USER}:{self._password}@{HOST}:{self.port}/{USER}"

    def start(self) -> None:
        statements = FIRST_STATEMENTS.format(user=USER, host=HOST, password=self._password)
        (self.directory / "first.sql").write_text(statements)
        subprocess.run([*self._base(), "--initialize-insecure"], check=True, capture_output=True)
        super().start()

    def _base(self) -> list[str]:
        user = ["--user=root"] if os.geteuid() == 0 else []
        return [str(self._program), "--no-defaults", f"--datadir={self.directory / 'data'}", *user]

    def _command(self) -> list[str]:
        return [
            *self._base(),
            f"--socket={self.directory / 'socket'}",
            f"--pid-file={self.directory / 'pid'}",
            f"--init-file={self.directory / 'first.sql'}",
            f"--bind-address={HOST}",
            f"--port={self.port}",
            "--mysqlx=OFF",
            "--secure-file-priv=NULL",
            "--gtid-mode=ON",
            "--enforce-gtid-consistency=ON",
            "--innodb-flush-log-at-trx-commit=0",
        ]

    def _answers(self) -> bool:
        return "ready for connections" in self._log().read_text(errors="replace")


class FullMariaDBServer(MariaDBServer):
    """Has room for one small database, but not for a second copy: InnoDB then fails as on a full disk."""

    def _command(self) -> list[str]:
        return [*super()._command(), "--innodb-data-file-path=ibdata1:12M:autoextend:max:13M"]


def clients(server: Server) -> dict[str, str]:
    """The client programs of the server's own family, because options differ between MySQL and MariaDB."""
    if isinstance(server, MySQLServer):
        folder = str(mysqld()).rpartition("/")[0]
        return {"mysql": f"{folder}/mysql", "mysqldump": f"{folder}/mysqldump"}
    return {
        "mysql": find("mariadb", package="mariadb-client"),
        "mysqldump": find("mariadb-dump", package="mariadb-client"),
    }
