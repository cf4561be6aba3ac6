"""MariaDB for the tests, with a fresh data directory."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from pathlib import Path

from tests.services.binaries import find
from tests.services.sql import SQLServer
from tests.services.unpacked import is_unpacked

PACKAGE = "mariadb-server"


class MariaDBServer(SQLServer):
    name = "MariaDB"

    def __init__(self, *, durable: bool = True, password: str = "") -> None:
        self._program = find("mariadbd", package=PACKAGE)
        self._installer = find("mariadb-install-db", package=PACKAGE)
        super().__init__(durable=durable, password=password)

    def start(self) -> None:
        if not (self.directory / "data").exists():
            self._create_data()
        super().start()

    def _create_data(self) -> None:
        self._own(self.directory)
        self._write_first_statements()
        command = [self._installer, "--no-defaults", "--skip-test-db", *self._place()]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"MariaDB has no data directory:\n{done.stdout}{done.stderr}")

    def _own(self, directory: Path) -> None:
        if os.geteuid() == 0:
            shutil.chown(directory, self._account())

    def _command(self) -> list[str]:
        return [self._program, "--no-defaults", *self._place(), *self._options()]

    def _place(self) -> list[str]:
        # MariaDB refuses to run as root unless an option names another account.
        user = [f"--user={self._account()}"] if os.geteuid() == 0 else []
        return [*super()._place(), *user]

    def _account(self) -> str:
        """The account of a MariaDB that is started by root: Debian's `mysql`, or root if there is no such user.

        Also root if MariaDB was unpacked, because no other account can read that folder.
        """
        has_account = any(entry.pw_name == "mysql" for entry in pwd.getpwall())
        return "mysql" if has_account and not is_unpacked(self._program) else "root"
