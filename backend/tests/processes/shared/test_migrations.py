"""Two releases that migrate the same database at once, as when Kubernetes starts a Job twice."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing

from core.management.commands.migrate import LOCK
from tests.processes.programs import BACKEND, environment
from tests.services import MariaDBServer
from tests.services.sql import NAME

MESSAGE = "Waiting for another migration of this database."


def migration(database: MariaDBServer) -> subprocess.Popen[str]:
    command = [sys.executable, "-u", "manage.py", "migrate"]
    env = environment(DATABASE_URL=database.url)
    return subprocess.Popen(command, cwd=BACKEND, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def first_line(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    return program.stdout.readline().strip()


def test_migrations_of_a_database_wait_for_each_other() -> None:
    with MariaDBServer(durable=False) as database:
        with closing(database.connect(NAME)) as other:
            other.query(f"SELECT GET_LOCK({LOCK}, 0)")
            programs = [migration(database), migration(database)]
            assert [first_line(program) for program in programs] == [MESSAGE, MESSAGE]
            assert database.query("SHOW TABLES", NAME) == []
        outputs = [program.communicate()[0] for program in programs]
        assert [program.returncode for program in programs] == [0, 0], outputs
        assert sorted("No migrations to apply." in output for output in outputs) == [False, True]
