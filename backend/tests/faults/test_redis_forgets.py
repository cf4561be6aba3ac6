"""If Redis restarts with older data or none, reads are correct after at most five seconds."""

from __future__ import annotations

from tests import uncontended
from tests.concurrency.model import expected_statistics
from tests.faults.round import PUSHED_SECONDS, Round, assert_received
from tests.processes.players import Account, Edge, subscribed, wait_until
from tests.processes.stage import Stage

STALE_SECONDS = 5


def assert_current(edge: Edge, account: Account, seq: int) -> None:
    """Cached reads come first, because any other read would make the process detect the change."""
    history, statistics = edge.history(account), edge.statistics(account)
    results = edge.results(account)
    assert [result["seq"] for result in results] == list(range(1, seq + 1))
    assert statistics == expected_statistics(results)
    assert history == results[:-4:-1]


def assert_current_in_time(stage: Stage, account: Account, seq: int) -> None:
    """Checks that every process shows the state within 5 s. Until then, reads may show an earlier, complete state."""

    def all_show_it() -> bool:
        shown = [(edge.history(account), edge.statistics(account)) for edge in stage.edges]
        for history, statistics in shown:
            newest = history[0]["seq"]
            assert [result["seq"] for result in history] == list(range(newest, max(0, newest - 3), -1))
            assert statistics["total_games"] in range(newest - 1, seq + 1)  # the two reads may show different states
        return all(history[0]["seq"] == statistics["total_games"] == seq for history, statistics in shown)

    wait_until(all_show_it, STALE_SECONDS)
    for edge in stage.edges:
        assert_current(edge, account, seq)


def test_an_old_snapshot_of_redis_is_served_for_at_most_five_seconds(stage: Stage) -> None:
    account = stage.one.register()
    with subscribed(stage.serve, account) as [subscriber]:
        assert Round(stage, account).seq == 2
        subscriber.wait_for(2)
        stage.ask_redis("SAVE")
        assert stage.other.play(account, 841).json()["seq"] == 3
        subscriber.wait_for(3)
        assert_current(stage.one, account, 3)
        stage.redis.kill()
        stage.redis.start()

        assert_current_in_time(stage, account, 3)
        assert subscriber.ask(type="ping") == {"type": "pong", "seq": 3}


def test_an_ended_session_stays_ended_with_an_old_snapshot_of_redis(stage: Stage) -> None:
    account = stage.one.register()
    stage.one.statistics(account)
    stage.other.statistics(account)
    stage.ask_redis("SAVE")
    assert stage.other.call("POST", "/auth/api/logout/", account).status_code == 204
    stage.redis.kill()
    stage.redis.start()
    assert_refused_in_time(stage, account)


def test_a_session_that_ended_while_redis_hung_stays_ended_when_redis_wakes_up(stage: Stage) -> None:
    """The process that serves the read hasn't detected the outage."""
    account = stage.one.register()
    stage.one.statistics(account)
    stage.redis.pause()
    assert stage.other.call("POST", "/auth/api/logout/", account).status_code == 204
    stage.redis.resume()
    assert_refused_in_time(stage, account)


def assert_refused_in_time(stage: Stage, account: Account) -> None:
    uncontended.sleep(STALE_SECONDS)
    for edge in stage.edges:
        assert edge.call("GET", "/api/game/statistics/", account).status_code == 401


def test_plays_made_while_redis_hung_are_hidden_for_five_seconds_at_most(stage: Stage) -> None:
    """The process that reads hasn't detected the outage."""
    account = stage.one.register()
    assert Round(stage, account).seq == 2
    stage.redis.pause()
    for seq in (3, 4, 5):
        assert stage.other.play(account, 842).json()["seq"] == seq
        assert_current(stage.other, account, seq)  # the process that played never shows an earlier state
    stage.redis.resume()
    assert_current(stage.other, account, 5)
    assert_current_in_time(stage, account, 5)


def test_a_redis_that_is_emptied_in_mid_run_costs_no_result_and_no_push(stage: Stage) -> None:
    account = stage.one.register()
    with subscribed(stage.serve, account) as [subscriber]:
        for expected in (2, 4, 6):
            assert Round(stage, account).seq == expected
            assert_received(subscriber, expected, seconds=PUSHED_SECONDS)
            stage.ask_redis("FLUSHALL")
            assert_current(stage.one, account, expected)
            assert_current(stage.other, account, expected)
        assert Round(stage, account).seq == 8
        assert_received(subscriber, 8, seconds=PUSHED_SECONDS)
