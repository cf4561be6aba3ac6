"""The examples work as they are in `examples/`, and are as short as promised."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from servers import one_server

from numberplay import Client
from tests.processes.programs import Serve

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
SOURCE = Path(__file__).resolve().parents[1] / "src"
EMAIL, PASSWORD = "ada@example.com", "a lovely engine of 1843"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Serve]:
    with one_server(tmp_path) as serve:
        yield serve


@pytest.fixture
def player(server: Serve) -> Iterator[Client]:
    with Client(server.url) as client:
        client.register("ada", EMAIL, PASSWORD)
        yield client


@contextmanager
def running(name: str, server: Serve, **variables: str) -> Iterator[subprocess.Popen[str]]:
    account = {"NUMBERPLAY_URL": server.url, "NUMBERPLAY_EMAIL": EMAIL, "NUMBERPLAY_PASSWORD": PASSWORD}
    env = {**os.environ, "PYTHONPATH": str(SOURCE), **account, **variables}
    command = [sys.executable, str(EXAMPLES / name)]
    process = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def lines(process: subprocess.Popen[str], count: int) -> list[str]:
    assert process.stdout is not None
    return [process.stdout.readline().strip() for _ in range(count)]


@pytest.mark.parametrize(("name", "most"), [("subscriber_with_package.py", 15), ("subscriber.py", 40)])
def test_a_subscriber_is_short(name: str, most: int) -> None:
    assert len((EXAMPLES / name).read_text().splitlines()) <= most


@pytest.mark.parametrize("name", ["subscriber_with_package.py", "subscriber.py"])
def test_a_subscriber_prints_every_result_across_a_restart(name: str, server: Serve, player: Client) -> None:
    player.play(842)
    with running(name, server) as process:
        assert lines(process, 1) == ["1 842 win 421"]
        player.play(7)
        assert lines(process, 1) == ["2 7 lose None"]
        server.restart()
        player.play(2)
        assert lines(process, 1) == ["3 2 win 0.2"]


def test_the_bot_plays_once_in_each_turn_across_restarts(server: Serve, player: Client, tmp_path: Path) -> None:
    variables = {"NUMBERPLAY_SESSION": str(tmp_path / "session"), "NUMBERPLAY_SECONDS": "1"}
    with running("bot.py", server, **variables) as bot:
        printed = lines(bot, 2)
    with running("bot.py", server, **variables) as bot:
        printed += lines(bot, 2)
        server.restart()
        printed += lines(bot, 3)
    plays = {line.split()[1]: line.split()[0] for line in printed if "failed" not in line}
    assert len(plays) == len(set(plays.values()))  # no turn was played twice
    assert int(player.statistics()["total_games"]) - max(map(int, plays)) in {0, 1}  # the last one wasn't read
    assert (tmp_path / "session").stat().st_mode & 0o777 == 0o600
