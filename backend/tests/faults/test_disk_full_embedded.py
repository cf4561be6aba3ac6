"""If SQLite's disk is full, plays are refused and no acknowledged play is lost. It recovers when there is space."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.full_disk import Player, assert_refused
from tests.processes.players import Edge, wait_until
from tests.processes.programs import UNLIMITED, Serve, environment, manage
from tests.services.small_disk import SmallDisk

pytestmark = pytest.mark.own_database

MEGABYTES = 2


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    folder = tmp_path / "disk"
    folder.mkdir()
    with SmallDisk(folder, megabytes=MEGABYTES) as disk:
        yield disk


@pytest.fixture
def file(disk: SmallDisk) -> Path:
    return disk.path / "numberplay.sqlite3"


@pytest.fixture
def serve(file: Path) -> Iterator[Serve]:
    env = environment(DATABASE_URL=f"sqlite:///{file}", **UNLIMITED)
    assert manage("migrate", "--verbosity", "0", env=env).returncode == 0
    with Serve(env) as serve:
        yield serve


@pytest.fixture
def player(serve: Serve) -> Iterator[Player]:
    with closing(Edge(serve)) as edge:
        yield Player(edge)


def is_whole(file: Path) -> bool:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_plays_are_refused_reads_continue_and_it_recovers_when_there_is_room(
    serve: Serve, player: Player, disk: SmallDisk, file: Path
) -> None:
    disk.fill()
    player.play_until_refused()
    player.reads_what_was_acknowledged()
    assert player.edge.call("GET", "/health/live/").status_code == 200
    disk.free()
    player.succeeds_again()
    assert "status=500" not in serve.log
    assert serve.end() == 0
    assert is_whole(file)


def test_a_start_while_it_is_full_says_what_to_do_and_needs_no_other_start(
    serve: Serve, player: Player, disk: SmallDisk, file: Path
) -> None:
    disk.fill()
    player.play_until_refused()
    assert serve.end() == 0
    disk.fill()

    refused = manage("migrate", env=serve.env)
    assert refused.returncode == 1
    [sentence] = refused.stderr.splitlines()
    assert str(file) in sentence
    assert "Free up some space" in sentence

    serve.start()
    assert_refused(player.edge.call("GET", "/api/game/history/", player.account))
    assert player.play() == 503
    disk.free()
    wait_until(lambda: player.edge.call("GET", "/api/game/history/", player.account).status_code == 200)
    player.succeeds_again()
    assert manage("migrate", env=serve.env).returncode == 0


def test_killed_while_it_is_full_it_has_what_was_acknowledged(
    serve: Serve, player: Player, disk: SmallDisk, file: Path
) -> None:
    disk.fill()
    player.play_until_refused()
    with ThreadPoolExecutor(1) as thread:
        playing = thread.submit(player.play_until_killed)
        serve.kill()
        playing.result()
    disk.free()
    assert is_whole(file)
    serve.start()
    player.reads_what_was_acknowledged()
    player.succeeds_again()
