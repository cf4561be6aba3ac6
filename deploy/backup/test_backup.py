"""Backup, new plays, loss of the database, restore: on a real MariaDB, the state is the backup's."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import MySQLdb
import pytest

from config.service_urls import Database
from tests.processes.players import Edge
from tests.processes.programs import UNLIMITED, Serve, environment, manage
from tests.services import MariaDBServer

HERE = Path(__file__).resolve().parent
RECONCILE = "from game.tasks import reconcile_statistics; print('mended', reconcile_statistics())"


class Site:
    """A database, what is needed to reach it, and a folder for backups."""

    def __init__(self, server: MariaDBServer, folder: Path) -> None:
        self.env = environment(DATABASE_URL=server.url, **UNLIMITED)
        self.backups = folder / "backups"
        self._at = Database.parse(server.url)
        self._options = folder / "options.cnf"
        lines = ["[client]", f"host={self._at.host}", f"port={self._at.port}", f"user={self._at.user}"]
        self._options.write_text("\n".join([*lines, f"password={self._at.password}", ""]))

    def run(self, script: str, *words: object, **variables: str) -> subprocess.CompletedProcess[str]:
        env = {"PATH": os.environ["PATH"], "MYSQL_DEFAULTS_FILE": str(self._options), **variables}
        command = [str(HERE / script), *(str(word) for word in words)]
        return subprocess.run(command, env=env, capture_output=True, text=True, check=False)

    def backup(self) -> Path:
        done = self.run("backup", self.backups)
        assert done.returncode == 0, done.stderr
        return Path(done.stdout.strip())

    def count(self, table: str) -> int:
        return int(self.execute(f"SELECT COUNT(*) FROM numberplay.{table}")[0][0])  # noqa: S608  a name of ours

    def execute(self, statement: str) -> Any:
        at = self._at
        with closing(MySQLdb.connect(host=at.host, port=at.port, user=at.user, password=at.password)) as connection:
            cursor = connection.cursor()
            cursor.execute(statement)
            return cursor.fetchall()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with MariaDBServer(durable=False) as server:
        made = Site(server, tmp_path_factory.mktemp("site"))
        done = manage("migrate", "--verbosity", "0", env=made.env)
        assert done.returncode == 0, done.stderr
        yield made


def test_what_was_lost_comes_back_as_it_was_at_the_backup(site: Site) -> None:
    with Serve(site.env) as serve, closing(Edge(serve)) as edge:
        account = edge.register()
        for number in (842, 841, 902):
            assert edge.play(account, number).status_code == 200
        kept = edge.results(account), edge.statistics(account)
        file = site.backup()
        for _ in range(5):
            assert edge.play(account, 2).status_code == 200
        late = edge.register()

    refused = site.run("restore", file)
    assert refused.returncode == 1
    assert "FORCE=1" in refused.stderr
    assert site.count("game_play") == 8

    site.execute("DROP DATABASE numberplay")
    done = site.run("restore", file)
    assert done.returncode == 0, done.stderr
    with Serve(site.env) as serve, closing(Edge(serve)) as edge:
        assert (edge.results(account), edge.statistics(account)) == kept
        assert edge.login(late).status_code == 401
        assert edge.play(account, 4).json()["seq"] == 4
    reconciled = manage("shell", "--verbosity", "0", "--command", RECONCILE, env=site.env)
    assert reconciled.stdout.strip() == "mended 0", reconciled.stderr


def test_a_damaged_backup_is_refused_before_anything_is_touched(site: Site) -> None:
    file = site.backup()
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    refused = site.run("restore", file, FORCE="1")
    assert refused.returncode == 1
    assert manage("migrate", "--check", env=site.env).returncode == 0


def test_a_backup_of_a_server_that_is_away_leaves_no_file(site: Site, tmp_path: Path) -> None:
    (tmp_path / "options.cnf").write_text("[client]\nhost=127.0.0.1\nport=1\n")
    refused = site.run("backup", tmp_path / "backups", MYSQL_DEFAULTS_FILE=str(tmp_path / "options.cnf"))
    assert refused.returncode != 0
    assert list((tmp_path / "backups").iterdir()) == []
