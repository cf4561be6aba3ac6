"""A play that a real database rolled back is retried once; one that may be committed isn't."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.faults.database import DatabaseStage
from tests.processes.players import Account, Subscriber, subscribed, wait_until
from tests.services.proxy import Cut

pytestmark = pytest.mark.own_database

COMMIT_ALONE = b"\x07\x00\x00\x00\x03COMMIT"  # length, number in its sequence, "query", text


def assert_played_once_by(stage: DatabaseStage, account: Account, seq: int, subscriber: Subscriber) -> None:
    subscriber.wait_for(seq)
    time.sleep(0.5)  # time for a second frame, which must not arrive
    assert subscriber.seqs == [seq]
    assert stage.seqs(account) == list(range(1, seq + 1))
    assert stage.one.statistics(account)["total_games"] == seq


def test_a_play_that_waits_too_long_for_its_lock_is_rolled_back_and_played_again(
    database_stage: DatabaseStage,
) -> None:
    stage = database_stage
    account = stage.one.register()
    assert stage.other.play(account, 2).json()["seq"] == 1
    before = stage.rolled_back(1205)
    with subscribed(stage.serve, account) as [subscriber], stage.session() as cursor, ThreadPoolExecutor(1) as thread:
        cursor.execute("SELECT * FROM game_playerstatistics WHERE player_id = %s FOR UPDATE", [account.user["id"]])
        playing = thread.submit(stage.other.play, account, 842, "one")
        wait_until(lambda: stage.rolled_back(1205) > before)
        cursor.execute("ROLLBACK")
        answer = playing.result()
        assert (answer.status_code, answer.json()["seq"]) == (200, 2)
        assert_played_once_by(stage, account, 2, subscriber)


def test_a_play_that_loses_a_deadlock_is_played_again(database_stage: DatabaseStage) -> None:
    """The test locks the play's (player, seq), then its statistics row. It has more to roll back than the play has."""
    stage = database_stage
    account = stage.one.register()
    player_id = account.user["id"]
    assert stage.other.play(account, 2).json()["seq"] == 1
    before = stage.rolled_back(1213)
    insert = "INSERT INTO game_play (player_id, seq, number, result, played_at) VALUES (%s, %s, 1, 'lose', NOW())"
    with subscribed(stage.serve, account) as [subscriber], stage.session() as cursor, ThreadPoolExecutor(1) as thread:
        cursor.executemany(insert, [(player_id, seq) for seq in (2, *range(1000, 1100))])
        playing = thread.submit(stage.other.play, account, 842, "one")
        wait_until(lambda: stage.lock_waits() == 1)
        cursor.execute("SELECT * FROM game_playerstatistics WHERE player_id = %s FOR UPDATE", [player_id])
        wait_until(lambda: stage.rolled_back(1213) > before)
        cursor.execute("ROLLBACK")
        answer = playing.result()
        assert (answer.status_code, answer.json()["seq"]) == (200, 2)
        assert stage.rolled_back(1213) == before + 1
        assert_played_once_by(stage, account, 2, subscriber)


@pytest.mark.parametrize(("cut", "stored"), [(Cut.BEFORE_COMMIT, []), (Cut.AFTER_COMMIT, [1])])
def test_a_play_whose_connection_ends_at_its_commit_is_never_repeated_by_the_server(
    database_stage: DatabaseStage, cut: Cut, stored: list[int]
) -> None:
    stage = database_stage
    account = stage.one.register()
    stage.other.statistics(account)  # its session is cached from here on
    stage.proxy.packets.clear()
    stage.proxy.cut = cut
    refused = stage.other.play(account, 842, "one")
    assert refused.status_code == 503
    assert int(refused.headers["Retry-After"]) >= 1
    assert sum(b"INSERT INTO game_play " in packet for packet in stage.proxy.packets) == 1
    assert [packet for packet in stage.proxy.packets if packet.endswith(b"COMMIT")] == [COMMIT_ALONE]
    wait_until(lambda: stage.seqs(account) == stored)
    again = stage.other.play(account, 842, "one")
    assert (again.status_code, again.json()["seq"]) == (200, 1)
    assert ("Idempotent-Replayed" in again.headers) == (stored == [1])
    assert stage.seqs(account) == [1]


def test_a_play_that_is_rolled_back_between_its_statements_is_played_again(
    database_stage: DatabaseStage,
) -> None:
    """As in Galera, the rest of the packet would be executed and committed on its own."""
    stage = database_stage
    account = stage.one.register()
    stage.other.statistics(account)
    before = stage.rolled_back(1048)
    stage.proxy.rewrite = (rb"UPDATE game_playerstatistics [^;]*;", b"ROLLBACK;")
    answer = stage.other.play(account, 842, "one")
    assert (answer.status_code, answer.json()["seq"]) == (200, 1)
    assert stage.rolled_back(1048) == before + 1
    assert stage.seqs(account) == [1]
    assert stage.other.play(account, 842, "two").json()["seq"] == 2
    assert stage.one.statistics(account)["total_games"] == 2
