"""A database with the product's tables, its connection settings, and a directory for backups."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import MySQLdb

from config.service_urls.database import Database
from databases import clients
from tests.processes.programs import UNLIMITED, environment, manage
from tests.services.binaries import find
from tests.services.server import Server

HERE = Path(__file__).resolve().parent
STEP_SECONDS = 60

# Wraps a client of the database. FAULT is injected into the command whose line contains FAULT_AT.
CLIENT = """#!/bin/sh
hang() {{ touch "$FAULT_REACHED"; exec sleep 600; }}
case "$*" in *"$FAULT_AT"*) ;; *) FAULT= ;; esac
case "${{FAULT:-}}" in
fail) echo "ERROR 2013 (HY000): Lost connection to server during query" >&2; exit 1 ;;
drop) cat >/dev/null; echo Handler_write 0 ;;
hang-before) hang ;;
hang-after) {program} "$@"; hang ;;
hang-halfway) (head -c 20000; hang) | {program} "$@" ;;
lose-answer) {program} "$@"; echo "ERROR 2013 (HY000): Lost connection to server during query" >&2; exit 1 ;;
*) exec {program} "$@" ;;
esac
"""


class Installation:
    def __init__(self, server: Server, folder: Path, *, migrated: bool = True) -> None:
        self.env = environment(DATABASE_URL=server.url, **UNLIMITED)
        self.folder = folder
        self.seconds = STEP_SECONDS
        self.backups = folder / "backups"
        self.binlogs = folder / "binlogs"
        self.at = Database.parse(server.url)
        self.programs = folder / "bin"
        self.programs.mkdir()
        for name, program in clients(server).items():
            (self.programs / name).write_text(CLIENT.format(program=program))
            (self.programs / name).chmod(0o755)
        self.options = self.option_file(self.at.password)
        if migrated:
            self._migrate()

    def _migrate(self) -> None:
        done = manage("migrate", "--verbosity", "0", env=self.env)
        assert done.returncode == 0, done.stderr

    def option_file(self, password: str, port: int | None = None) -> Path:
        file = self.folder / f"options-{password}.cnf"
        lines = ["[client]", f"host={self.at.host}", f"port={port or self.at.port}", f"user={self.at.user}"]
        file.write_text("\n".join([*lines, f"password={password}", ""]))
        return file

    def variables(self, **others: str) -> dict[str, str]:
        """The environment of the scripts."""
        search = os.pathsep.join((str(self.programs), os.environ["PATH"]))
        folders = {"BACKUP_FOLDER": str(self.backups), "BINLOG_FOLDER": str(self.binlogs)}
        return {"PATH": search, "MYSQL_DEFAULTS_FILE": str(self.options), **folders, **others}

    def start(self, script: str, *words: object, output: bool = True, **variables: str) -> subprocess.Popen[str]:
        env = self.variables(**variables)
        command = [str(HERE / script), *(str(word) for word in words)]
        pipe = subprocess.PIPE if output else None
        return subprocess.Popen(command, env=env, stdout=pipe, stderr=pipe, text=True, start_new_session=True)

    def run(self, script: str, *words: object, **variables: str) -> subprocess.CompletedProcess[str]:
        process = self.start(script, *words, output=True, **variables)
        out, error = process.communicate(timeout=self.seconds)
        return subprocess.CompletedProcess(process.args, process.returncode, out, error)

    def kill_restore(self, file: Path, fault: str, at: str) -> None:
        """Kills the script and every program that it runs when it reaches the fault."""
        reached = self.folder / "reached"
        reached.unlink(missing_ok=True)
        process = self.start("restore", file, FORCE="1", FAULT=fault, FAULT_AT=at, FAULT_REACHED=str(reached))
        deadline = time.monotonic() + STEP_SECONDS
        while not reached.exists():
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < deadline
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()

    def backup(self) -> Path:
        done = self.run("backup", self.backups)
        assert done.returncode == 0, done.stderr
        return Path(done.stdout.strip())

    def physical_backup(self) -> Path:
        """Encrypted."""
        done = self.run("physical-backup", self.backups, AGE_RECIPIENTS_FILE=str(self.keys()[0]))
        assert done.returncode == 0, done.stderr
        return Path(done.stdout.strip())

    def keys(self) -> tuple[Path, Path]:
        """The files of the recipients and of the identity."""
        identity, recipients = self.folder / "identity", self.folder / "recipients"
        program = find("age-keygen", package="age")
        if not identity.exists():
            subprocess.run([program, "--output", identity], capture_output=True, check=True)
            subprocess.run([program, "-y", "--output", recipients, identity], capture_output=True, check=True)
        return recipients, identity

    def count(self, table: str) -> int:
        return int(self.execute(f"SELECT COUNT(*) FROM numberplay.{table}")[0][0])  # noqa: S608  a name of ours

    def tables(self) -> list[str]:
        return [row[0] for row in self.execute("SHOW TABLES FROM numberplay")]

    def schemas(self) -> set[str]:
        """The schemas that a restore created."""
        return {row[0] for row in self.execute("SHOW DATABASES") if row[0].startswith("numberplay_")}

    def execute(self, statement: str, database: str = "") -> Any:
        at = self.at
        connect = {"host": at.host, "port": at.port, "user": at.user, "password": at.password, "database": database}
        with closing(MySQLdb.connect(**connect)) as connection:
            cursor = connection.cursor()
            cursor.execute(statement)
            connection.commit()
            return cursor.fetchall()
