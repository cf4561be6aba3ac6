"""MySQL for the tests, with a fresh data directory."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from tests.services.binaries import ServiceMissing
from tests.services.sql import SQLServer
from tests.services.unpacked import programs_of


def find_mysqld() -> str | None:
    """The `mysqld` in the path, unless it is Debian's link to MariaDB."""
    found = shutil.which("mysqld")
    if found and "mariadb" not in Path(found).resolve().name:
        return found
    return shutil.which("mysqld", path=str(programs_of("mysql")))


class MySQLServer(SQLServer):
    name = "MySQL"

    def __init__(self, *, durable: bool = True, password: str = "") -> None:
        program = find_mysqld()
        if program is None:
            raise ServiceMissing("mysqld is not installed; to get it: make mysql")
        self._program = program
        super().__init__(durable=durable, password=password)

    def start(self) -> None:
        if not (self.directory / "data").exists():
            self._create_data()
        super().start()

    def _create_data(self) -> None:
        command = [*self._command(), "--initialize-insecure"]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"MySQL has no data directory:\n{done.stdout}{done.stderr}")
        self._write_first_statements()

    def _command(self) -> list[str]:
        # The server runs as root if the tests do, because no other account can read the folder that it was unpacked
        # into.
        user = ["--user=root"] if os.geteuid() == 0 else []
        options = [*user, *self._place(), *self._options(), "--secure-file-priv=NULL", "--mysqlx=OFF"]
        return [self._program, "--no-defaults", *options]
