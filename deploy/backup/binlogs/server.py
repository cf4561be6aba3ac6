"""The server whose logs are copied, through the client programs of its own family."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from binlogs.copies import Refused

QUERY_SECONDS = 10
# MariaDB ignores such a comment, because its version number is one that only MySQL has.
IDENTITY = "SELECT /*!80000 @@server_uuid, */ CONCAT('server', @@server_id), @@log_bin"


class Unavailable(Exception):
    """The server doesn't respond."""


@dataclass(frozen=True)
class Server:
    """`options` is an option file with host, port, user and password."""

    options: Path

    def identity(self) -> str:
        name, *_, logs = self._ask(IDENTITY)[0]
        if logs != "1":
            raise Refused("The server writes no binary log: start it with --log-bin.")
        return name

    def logs(self) -> list[tuple[str, int]]:
        """Name and size; the last one is being written."""
        return [(row[0], int(row[1])) for row in self._ask("SHOW BINARY LOGS")]

    def copy(self, log: str, folder: Path, server_id: int) -> subprocess.Popen[str]:
        """Starts a program that copies this log and all later ones as they are written."""
        maria = "MariaDB" in self._ask("SELECT VERSION()")[0][0]
        program = _program("mariadb-binlog" if maria else "mysqlbinlog", maria)
        identity = f"--{'stop-never-slave' if maria else 'connection'}-server-id={server_id}"
        options = ["--read-from-remote-server", "--raw", "--stop-never", identity, f"--result-file={folder}/"]
        command = [program, f"--defaults-file={self.options}", *options, log]
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    def _ask(self, statement: str) -> list[list[str]]:
        client = shutil.which("mysql") or shutil.which("mariadb") or "mysql"
        options = [f"--defaults-file={self.options}", "--batch", "--raw", "--skip-column-names"]
        command = [client, *options, f"--execute={statement}"]
        try:
            done = subprocess.run(
                command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=QUERY_SECONDS, check=True
            )
        except subprocess.TimeoutExpired:
            raise Unavailable("The server does not respond.") from None
        except subprocess.CalledProcessError as failed:
            raise Unavailable(failed.stderr.strip()) from None
        return [line.split("\t") for line in done.stdout.splitlines()]


def _program(name: str, maria: bool) -> str:
    found = shutil.which(name) or (shutil.which("mysqlbinlog") if maria else None)
    if found is None:
        raise Refused(f"{name} is not installed. It is in the package of the server's clients.")
    version = subprocess.run([found, "--version"], capture_output=True, text=True, check=True).stdout
    # MariaDB's program names MariaDB since 11; earlier ones have version 3.
    is_maria = "maria" in version.lower() or " Ver 3." in version
    if is_maria != maria:
        raise Refused(f"{found} is of the other family: a {'MariaDB' if maria else 'MySQL'} server needs its own.")
    return found


def options_file() -> Path:
    named = os.environ.get("MYSQL_DEFAULTS_FILE")
    if not named or not Path(named).is_file():
        raise Refused("MYSQL_DEFAULTS_FILE must name an option file with host, port, user and password.")
    return Path(named)
