"""A session ended by one process soon ends in the others, with and without Redis."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tests import uncontended
from tests.processes.players import Account, Edge, subscribed, wait_until
from tests.processes.stage import Stage

REFUSED_SECONDS = 2
CLOSED_SECONDS = {"there": 2.0, "stopped": 5.0, "paused": 5.0}
TAKE: dict[str, Callable[[Stage], None]] = {
    "there": lambda stage: None,
    "stopped": lambda stage: stage.redis.kill(),
    "paused": lambda stage: stage.redis.pause(),
}


def is_refused(edge: Edge, account: Account) -> bool:
    answer = edge.call("GET", "/api/game/statistics/", account)
    assert answer.status_code in (200, 401)
    return answer.status_code == 401


@pytest.mark.parametrize("redis", TAKE)
def test_a_session_ended_in_the_other_process_is_refused_and_its_socket_closed(stage: Stage, redis: str) -> None:
    account = stage.one.register()
    elsewhere = Account.of(stage.one.login(account))
    with subscribed(stage.serve, account, elsewhere) as [subscriber, spared]:
        assert subscriber.ask(type="ping") == spared.ask(type="ping") == {"type": "pong", "seq": 0}
        assert not is_refused(stage.one, account)
        TAKE[redis](stage)
        ended = time.monotonic()
        assert stage.other.call("POST", "/auth/api/logout/", account).status_code == 204
        took = uncontended.since(ended)

        wait_until(lambda: is_refused(stage.one, account), REFUSED_SECONDS + took)
        assert is_refused(stage.other, account)
        assert subscriber.closed(CLOSED_SECONDS[redis] + took) == 4401
        assert not is_refused(stage.one, elsewhere)
        assert spared.close_code is None


def test_a_deleted_account_is_refused_in_every_process_without_redis(stage: Stage) -> None:
    account = stage.one.register()
    with subscribed(stage.serve, account) as [subscriber]:
        stage.redis.kill()
        body = {"password": "correct horse battery staple"}
        assert stage.other.call("DELETE", "/auth/api/user/", account, body).status_code == 204
        assert subscriber.closed() == 4401
        wait_until(lambda: is_refused(stage.one, account), REFUSED_SECONDS)
        assert stage.one.login(account).status_code == 401
