"""Redis stops or hangs while the game runs: the game continues, and recovers when Redis is back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests import uncontended
from tests.faults.round import PUSHED_SECONDS, Round, assert_received
from tests.processes.players import SECONDS, subscribed
from tests.processes.stage import LISTENING_AGAIN_SECONDS, Stage
from tests.services import RedisServer

SLOWEST_SECONDS = 1.5


@pytest.mark.parametrize(
    ("take", "give_back"),
    [(RedisServer.kill, RedisServer.start), (RedisServer.pause, RedisServer.resume)],
    ids=["stopped", "paused"],
)
def test_the_game_continues_without_redis_and_recovers_with_it(
    stage: Stage, take: Callable[[RedisServer], None], give_back: Callable[[RedisServer], None]
) -> None:
    account = stage.one.register()
    with subscribed(stage.serve, account, account) as subscribers:
        assert Round(stage, account).seq == 2
        for subscriber in subscribers:
            assert_received(subscriber, 2, seconds=PUSHED_SECONDS)

        take(stage.redis)
        away = Round(stage, account)
        assert away.slowest < SLOWEST_SECONDS
        for subscriber in subscribers:
            assert_received(subscriber, 4, seconds=SECONDS)

        give_back(stage.redis)
        assert Round(stage, account).slowest < SLOWEST_SECONDS
        for subscriber in subscribers:
            assert_received(subscriber, 6, seconds=SECONDS)

        stage.recovered()
        uncontended.sleep(LISTENING_AGAIN_SECONDS)
        assert Round(stage, account).seq == 8
        for subscriber in subscribers:
            assert_received(subscriber, 8, seconds=PUSHED_SECONDS)

        frames = [{**result, "type": "game_result"} for result in stage.other.results(account)]
        for subscriber in subscribers:
            assert subscriber.results == frames


def test_a_socket_opened_without_redis_gets_results_then_and_afterwards(stage: Stage) -> None:
    account = stage.one.register()
    stage.redis.kill()
    with subscribed(stage.serve, account) as [subscriber]:
        assert stage.other.play(account, 842).status_code == 200
        assert_received(subscriber, 1, seconds=SECONDS)
        stage.restore()
        uncontended.sleep(LISTENING_AGAIN_SECONDS)
        assert stage.other.play(account, 842).status_code == 200
        assert_received(subscriber, 2, seconds=PUSHED_SECONDS)


def test_plays_over_the_socket_continue_without_redis_and_arrive_once(stage: Stage) -> None:
    account = stage.one.register()
    with subscribed(stage.serve, account) as [subscriber]:
        for seq in range(1, 13):
            if seq == 4:
                stage.redis.kill()
            if seq == 8:
                stage.redis.start()
            for _ in range(2):
                subscriber.send(number=842, key=f"key {seq}")
        subscriber.wait_for(12)
        stage.recovered()
        played = [frame["seq"] for frame in subscriber.results if not frame.get("replayed")]
        assert played == list(range(1, 13))
        assert len(stage.other.results(account)) == 12
