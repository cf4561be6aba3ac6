"""If MariaDB's disk is full, plays are refused and no acknowledged play is lost. It recovers when there is space."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress

import pytest

from tests.faults.full_disk import Player
from tests.processes.players import Edge
from tests.processes.programs import UNLIMITED, Serve, environment, manage
from tests.services import MariaDBServer
from tests.services.small_disk import SmallDisk

pytestmark = pytest.mark.own_database

MEGABYTES = 200
SMALL_FILES = (
    "--innodb-log-file-size=4M",
    "--innodb-data-file-path=ibdata1:10M:autoextend",
    "--innodb-temp-data-file-path=ibtmp1:2M:autoextend",
    "--innodb-buffer-pool-size=8M",
)


class SmallMariaDB(MariaDBServer):
    disk: SmallDisk

    def _place(self) -> list[str]:
        return [*super()._place(), *SMALL_FILES]


@pytest.fixture
def database() -> Iterator[SmallMariaDB]:
    server = SmallMariaDB()
    with SmallDisk(server.directory, megabytes=MEGABYTES) as disk:
        server.disk = disk
        with server:
            yield server
    with suppress(OSError):
        server.directory.rmdir()


@pytest.fixture
def player(database: SmallMariaDB) -> Iterator[Player]:
    env = environment(DATABASE_URL=database.url, **UNLIMITED)
    assert manage("migrate", "--verbosity", "0", env=env).returncode == 0
    with Serve(env) as serve, closing(Edge(serve)) as edge:
        yield Player(edge)


def test_plays_are_refused_reads_continue_and_it_recovers_when_there_is_room(
    database: SmallMariaDB, player: Player
) -> None:
    database.disk.fill()
    player.play_until_refused()
    player.reads_what_was_acknowledged()
    assert player.edge.call("GET", "/health/live/").status_code == 200
    database.disk.free()
    player.succeeds_again()
    assert "status=500" not in player.edge.program.log


def test_killed_while_it_is_full_it_has_what_was_acknowledged(database: SmallMariaDB, player: Player) -> None:
    database.disk.fill()
    player.play_until_refused()
    with ThreadPoolExecutor(1) as thread:
        playing = thread.submit(player.play_until_refused)
        database.kill()
        playing.result()
    database.disk.free()
    database.start()
    player.succeeds_again()
    assert "status=500" not in player.edge.program.log
