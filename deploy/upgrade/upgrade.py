"""The old and the new server, as this release of NumberPlay sees them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from tests.processes.players import Account, Edge
from tests.processes.programs import BACKEND, UNLIMITED, Serve, environment, manage
from tests.services.mariadb import MariaDBServer
from tests.services.sql import NAME, SQLServer

HERE = Path(__file__).resolve().parent
DOCUMENT = HERE.parents[1] / "docs/databases.md"
SETTINGS = {"DJANGO_SETTINGS_MODULE": "config.settings", "DJANGO_ALLOWED_HOSTS": "testserver,127.0.0.1"}
RECOUNT = "from game.tasks import reconcile_statistics; print(reconcile_statistics())"
NUMBERS = (842, 841, 902)


class Database:
    def __init__(self, server: SQLServer) -> None:
        self.server = server
        self.env = environment(DATABASE_URL=server.url, LOG_LEVEL="ERROR", **SETTINGS, **UNLIMITED)

    def state(self, kind: str) -> Any:
        command = [sys.executable, str(HERE / "database_state.py"), kind]
        done = subprocess.run(command, cwd=BACKEND, env=self.env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    @contextmanager
    def changed(self, statement: str) -> Iterator[None]:
        """Changes the newest play with the statement, and restores the play at the end of the block."""
        plays = self.server.query("SELECT * FROM game_play WHERE id = (SELECT MAX(id) FROM game_play)", NAME)
        self.server.query(statement, NAME)
        try:
            yield
        finally:
            with closing(self.server.connect(NAME)) as connection, connection.cursor() as cursor:
                cursor.execute(f"REPLACE INTO game_play VALUES ({', '.join(['%s'] * len(plays[0]))})", plays[0])

    def manage(self, *words: str) -> str:
        done = manage(*words, env=self.env)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.strip()

    def recount(self) -> int:
        """Returns how many statistics were wrong."""
        return int(self.manage("shell", "--verbosity", "0", "--command", RECOUNT))

    def play(self, account: Account | None = None) -> tuple[Account, list[Any]]:
        """Returns all results of the player, who is new by default."""
        with Serve(self.env) as serve, closing(Edge(serve)) as edge:
            player = Account.of(edge.login(account)) if account else edge.register()
            assert [edge.play(player, number).status_code for number in NUMBERS] == [200] * len(NUMBERS)
            return player, edge.results(player)


class Before:
    """The state of the old server when it was stopped."""

    def __init__(self, database: Database) -> None:
        database.manage("migrate", "--verbosity", "0")
        database.state("fill")
        self.account, self.results = database.play()
        database.recount()  # the sample has no statistics
        assert database.recount() == 0
        self.plans = database.state("plans")
        self.definitions = database.state("definitions")
        self.rows = database.state("rows")
        assert len(self.plans) > 8
        assert all(self.definitions.values())


def started_with_data_of(old: SQLServer) -> MariaDBServer:
    """The server on the search path, after the old one was stopped."""
    new = MariaDBServer(password=old.password)
    shutil.move(old.directory / "data", new.directory / "data")
    new.start()
    return new


def upgrade(server: SQLServer) -> str:
    """Runs the command of the document as root of this server. Returns its output."""
    found = re.search(r"sh -c '(mariadb-upgrade [^']+)'", DOCUMENT.read_text())
    assert found
    command = ["sh", "-c", f"{found[1]} --socket={server.directory / 'socket'}"]
    env = {**os.environ, "MYSQL_ROOT_PASSWORD": server.password}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
