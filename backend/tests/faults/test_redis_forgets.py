"""Redis comes back with something older, or with nothing: no read is older than an acknowledged play."""

from __future__ import annotations

import time

from tests.concurrency.model import expected_statistics
from tests.faults.round import PUSHED_SECONDS, Round, assert_heard
from tests.processes.players import Account, Edge, subscribed, wait_until
from tests.processes.stage import RECOVERY_SECONDS, Stage

REFUSED_SECONDS = 2
PROCESSES = 3  # one for everything, two of gunicorn


def assert_current(edge: Edge, account: Account, seq: int) -> None:
    """The cached reads first, as the others would tell the process what has changed."""
    history, statistics = edge.history(account), edge.statistics(account)
    results = edge.results(account)
    assert [result["seq"] for result in results] == list(range(1, seq + 1))
    assert statistics == expected_statistics(results)
    assert history == results[:-4:-1]


def test_a_redis_that_comes_back_with_an_old_snapshot_outdates_nothing(stage: Stage) -> None:
    account = stage.one.register()
    with subscribed(stage.serve, account) as [subscriber]:
        assert Round(stage, account).seq == 2
        subscriber.hears(2)
        stage.ask_redis("SAVE")
        assert stage.other.play(account, 841).json()["seq"] == 3
        subscriber.hears(3)
        assert_current(stage.one, account, 3)
        stage.redis.kill()
        stage.redis.start()
        assert stage.ask_redis("DBSIZE") > 0

        assert subscriber.ask(type="ping") == {"type": "pong", "seq": 3}
        assert_current(stage.one, account, 3)
        assert_current(stage.other, account, 3)


def test_a_session_that_ended_stays_ended_when_redis_comes_back_with_an_old_snapshot(stage: Stage) -> None:
    account = stage.one.register()
    stage.one.statistics(account)
    stage.other.statistics(account)
    stage.ask_redis("SAVE")
    assert stage.other.call("POST", "/auth/api/logout/", account).status_code == 204
    time.sleep(REFUSED_SECONDS)
    stage.redis.kill()
    stage.redis.start()
    for edge in stage.edges:
        assert edge.call("GET", "/api/game/statistics/", account).status_code == 401


def test_a_session_that_ended_while_redis_hung_is_not_on_again_when_it_wakes(stage: Stage) -> None:
    """The process that is asked has not noticed the outage at all."""
    account = stage.one.register()
    stage.one.statistics(account)
    stage.redis.pause()
    assert stage.other.call("POST", "/auth/api/logout/", account).status_code == 204
    time.sleep(REFUSED_SECONDS)
    stage.redis.resume()
    for edge in stage.edges:
        assert edge.call("GET", "/api/game/statistics/", account).status_code == 401


def test_plays_made_while_redis_was_away_are_not_hidden_by_what_it_had_cached(stage: Stage) -> None:
    """The process that reads has not noticed the outage at all."""
    account = stage.one.register()
    assert Round(stage, account).seq == 2
    stage.redis.pause()
    for seq in (3, 4, 5):
        assert stage.other.play(account, 842).json()["seq"] == seq
    stage.redis.resume()
    assert_current(stage.one, account, 5)
    assert_current(stage.other, account, 5)


def test_plays_made_in_a_hang_are_not_hidden_although_redis_was_just_started_again(stage: Stage) -> None:
    """The processes had nothing to ask it in between."""
    account = stage.one.register()
    assert Round(stage, account).seq == 2
    stage.redis.kill()
    stage.redis.start()
    wait_until(lambda: stage.ask_redis("CLIENT", "LIST").count(b"cmd=client|reply") == PROCESSES, RECOVERY_SECONDS)
    assert stage.one.history(account)[0]["seq"] == 2
    stage.redis.pause()
    assert stage.other.play(account, 842).json()["seq"] == 3
    stage.redis.resume()
    assert_current(stage.one, account, 3)
    assert_current(stage.other, account, 3)


def test_a_redis_that_is_emptied_in_mid_run_costs_no_result_and_no_push(stage: Stage) -> None:
    account = stage.one.register()
    with subscribed(stage.serve, account) as [subscriber]:
        for expected in (2, 4, 6):
            assert Round(stage, account).seq == expected
            assert_heard(subscriber, expected, seconds=PUSHED_SECONDS)
            stage.ask_redis("FLUSHALL")
            assert_current(stage.one, account, expected)
            assert_current(stage.other, account, expected)
        assert Round(stage, account).seq == 8
        assert_heard(subscriber, 8, seconds=PUSHED_SECONDS)
