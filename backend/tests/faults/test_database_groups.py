"""A group of plays on a real database: locked rows, rollbacks, lost connections, gaps between ids, and kill -9."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import pytest

from tests.concurrency.model import expected_statistics
from tests.faults.database import DatabaseStage
from tests.processes.players import Account, subscribed, wait_until
from tests.processes.programs import BACKEND
from tests.services import MariaDBServer
from tests.services.proxy import Cut

SCRIPT = Path(__file__).with_name("group_player.py")
COMMIT_ALONE = b"\x07\x00\x00\x00\x03COMMIT"  # length, number in its sequence, "query", text
PLAYERS = 4


class GroupPlayer:
    """A process that reaches the database through the proxy. It kills itself at `step`."""

    def __init__(self, stage: DatabaseStage, *step: str) -> None:
        kept = {"DATABASE_CONNECTION_SECONDS": "600"}
        env = {**stage.other.program.env, **kept, "DJANGO_SETTINGS_MODULE": "config.settings"}
        pipe = subprocess.PIPE
        command = [sys.executable, str(SCRIPT), *step]
        self.process = subprocess.Popen(command, cwd=BACKEND, env=env, stdin=pipe, stdout=pipe, text=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.stdin.close()  # type: ignore[union-attr]
        self.process.wait(60)
        self.process.stdout.close()  # type: ignore[union-attr]

    def play(self, *plays: tuple[Account, int, str | None]) -> list[Any]:
        """The responses: the seq and whether it is a replay, or the name of an exception."""
        return [one if isinstance(one, str) else (one["seq"], one["replayed"]) for one in self.results(*plays)]

    def results(self, *plays: tuple[Account, int, str | None]) -> list[Any]:
        self.send(*plays)
        answers: list[Any] = json.loads(self.process.stdout.readline())  # type: ignore[union-attr]
        return answers

    def send(self, *plays: tuple[Account, int, str | None]) -> None:
        group = [(account.user["id"], number, key) for account, number, key in plays]
        print(json.dumps(group), file=self.process.stdin, flush=True)


@pytest.fixture
def accounts(database_stage: DatabaseStage) -> list[Account]:
    return [database_stage.one.register() for _ in range(PLAYERS)]


@pytest.fixture
def player(database_stage: DatabaseStage) -> Iterator[GroupPlayer]:
    with GroupPlayer(database_stage) as process:
        yield process


def assert_sound(stage: DatabaseStage, accounts: list[Account], plays: int) -> None:
    """Checks that every account has this many plays, and correct statistics in the database and in every read."""
    for account in accounts:
        assert stage.seqs(account) == list(range(1, plays + 1))
        assert stage.one.statistics(account) == expected_statistics(stage.one.results(account))


@contextmanager
def locked(stage: DatabaseStage, select: str, account: Account) -> Iterator[None]:
    with stage.session() as cursor:
        cursor.execute("BEGIN")
        cursor.execute(f"{select} FOR UPDATE", [account.user["id"]])
        yield


@pytest.mark.parametrize(("key", "found"), [(None, []), ("k", ["SELECT"])])
def test_a_group_of_eight_makes_as_many_round_trips_as_a_play_and_on_mysql_one_more(
    database_stage: DatabaseStage, player: GroupPlayer, accounts: list[Account], key: str | None, found: list[str]
) -> None:
    player.play(*((account, 842, None) for account in accounts))
    database_stage.proxy.packets.clear()
    plays = [(account, number, f"{key} {number}" if key else None) for account in accounts for number in (842, 841)]
    answers = player.play(*plays)
    packets = [packet[5:].decode() for packet in database_stage.proxy.packets]
    assert answers == [(2, False), (3, False)] * PLAYERS
    ids = [] if isinstance(database_stage.database, MariaDBServer) else ["SELECT"]
    expected = ["BEGIN; SELECT", *found, "INSERT", *ids, "COMMIT"]
    assert len(packets) == len(expected)
    assert [packet.startswith(words) for packet, words in zip(packets, expected, strict=True)] == [True] * len(packets)


@pytest.mark.parametrize(
    "select",
    ["SELECT * FROM game_playerstatistics WHERE player_id = %s", "SELECT * FROM accounts_user WHERE id = %s"],
    ids=["statistics", "user"],
)
def test_a_locked_row_delays_only_its_own_play(
    database_stage: DatabaseStage, player: GroupPlayer, accounts: list[Account], select: str
) -> None:
    stage = database_stage
    first, *_ = accounts
    with locked(stage, select, first):
        answers = player.play((accounts[1], 842, "k"), (first, 842, "k"), (accounts[2], 1, "k"), (accounts[3], 2, "k"))
    assert answers == [(1, False), "NotPlayed", (1, False), (1, False)]
    assert stage.seqs(first) == []
    assert player.play((first, 842, "k")) == [(1, False)]
    assert_sound(stage, accounts, 1)


def test_a_group_that_is_rolled_back_between_its_statements_stores_nothing(
    database_stage: DatabaseStage, player: GroupPlayer, accounts: list[Account]
) -> None:
    """As in Galera, the rest of the packet is executed and committed on its own, unless it fails."""
    stage = database_stage
    plays = [(account, 842, None) for account in [*accounts, *accounts]]
    stage.proxy.rewrite = (rb"INSERT INTO game_playerstatistics [^;]*;", b"ROLLBACK;")
    assert player.play(*plays) == ["NotPlayed"] * len(plays)
    assert_sound(stage, accounts, 0)
    assert player.play(*plays) == [(1, False)] * PLAYERS + [(2, False)] * PLAYERS
    assert_sound(stage, accounts, 2)


def test_a_play_between_the_statements_of_a_group_is_not_overwritten(
    database_stage: DatabaseStage, player: GroupPlayer, accounts: list[Account]
) -> None:
    """Another node has stored a play of one of the players, so the seq in this player's row isn't the group's."""
    stage = database_stage
    first, *_ = accounts
    ahead = b"ROLLBACK; UPDATE game_playerstatistics SET seq = 1 WHERE player_id = %d;" % first.user["id"]
    stage.proxy.rewrite = (rb"INSERT INTO game_playerstatistics [^;]*;", ahead)
    assert player.play((first, 842, None), (first, 842, None)) == ["NotPlayed"] * 2
    assert stage.seqs(first) == []


@pytest.mark.parametrize(("cut", "stored"), [(Cut.BEFORE_COMMIT, []), (Cut.AFTER_COMMIT, [1])])
def test_a_group_whose_connection_ends_at_its_commit_is_never_repeated(
    database_stage: DatabaseStage, player: GroupPlayer, accounts: list[Account], cut: Cut, stored: list[int]
) -> None:
    stage = database_stage
    plays = [(account, 842, "k") for account in accounts]
    stage.proxy.packets.clear()
    stage.proxy.cut = cut
    assert player.play(*plays) == ["OperationalError"] * PLAYERS
    assert sum(b"INSERT INTO game_play " in packet for packet in stage.proxy.packets) == 1
    assert stage.proxy.packets[-1] == COMMIT_ALONE
    for account in accounts:
        wait_until(lambda account=account: stage.seqs(account) == stored)  # type: ignore[misc]
    assert player.play(*plays) == [(1, stored == [1])] * PLAYERS
    assert_sound(stage, accounts, 1)


def test_ids_with_gaps_are_read_back(database_stage: DatabaseStage, accounts: list[Account]) -> None:
    stage = database_stage
    with stage.session() as cursor:
        cursor.execute("SET GLOBAL auto_increment_increment = 3")
        try:
            with GroupPlayer(stage) as player:
                results = player.results(*((account, 842, None) for account in [*accounts, *accounts]))
        finally:
            cursor.execute("SET GLOBAL auto_increment_increment = 1")
        ids = [account.user["id"] for account in accounts]
        cursor.execute("SELECT id FROM game_play WHERE player_id IN %s ORDER BY seq, player_id", [ids])
        stored = [pk for (pk,) in cursor.fetchall()]
    assert [result["id"] for result in results] == stored
    assert stored == list(range(stored[0], stored[0] + 3 * len(stored), 3))


@pytest.mark.parametrize(
    ("step", "stored"), [("before_commit", 0), ("after_commit", 1), ("before_publishing", 1), ("after_publishing", 1)]
)
def test_a_process_killed_in_a_group_loses_and_doubles_nothing(
    database_stage: DatabaseStage, player: GroupPlayer, accounts: list[Account], step: str, stored: int
) -> None:
    stage = database_stage
    plays = [(account, 842, "k") for account in accounts]
    with subscribed(stage.serve, *accounts) as subscribers:
        with GroupPlayer(stage, step) as killed:
            killed.send(*plays)
            assert killed.process.wait(60) == -signal.SIGKILL
        for account, subscriber in zip(accounts, subscribers, strict=True):
            assert stage.seqs(account) == list(range(1, stored + 1))
            if stored:
                subscriber.wait_for(1)  # results that are published, or found by the sweep
        assert player.play(*plays) == [(1, bool(stored))] * PLAYERS
        for subscriber in subscribers:
            subscriber.wait_for(1)
        time.sleep(0.5)  # time for a second frame, which must not arrive
        assert [subscriber.seqs for subscriber in subscribers] == [[1]] * PLAYERS
    assert_sound(stage, accounts, 1)
