"""A thread's connection leads to the primary chosen by the Sentinels, and never mixes up replies."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from django_redis import get_redis_connection
from django_redis.pool import ConnectionFactory
from pytest_django import Settings
from redis.exceptions import ConnectionError as Lost
from redis.sentinel import SentinelConnectionPool

from config import services
from config.env import Env
from core.redis import client as core_redis
from core.redis.client import Unavailable, breaker
from core.redis.connection import Command
from core.redis.sentinel import Sentinels
from tests import uncontended
from tests.services.sentinel import SERVICE, SentinelGroup

BOUND_SECONDS = 5  # takes two seconds on an idle machine


@pytest.fixture(scope="module")
def group() -> Iterator[SentinelGroup]:
    with SentinelGroup() as group:
        yield group


@pytest.fixture
def sentinels(group: SentinelGroup, settings: Settings) -> Iterator[SentinelGroup]:
    """Everything is running, and `REDIS_URL` lists the Sentinels."""
    use(settings, REDIS_URL=group.url)
    group.restore()
    yield group
    breaker.reset()
    core_redis.close_idle()
    close_pools()


def close_pools() -> None:
    """redis-py's connections are in reference cycles. Warnings that they are unclosed would fail later tests."""
    for pool in ConnectionFactory._pools.values():
        pool.disconnect()
        for sentinel in pool.sentinel_manager.sentinels if isinstance(pool, SentinelConnectionPool) else ():
            sentinel.connection_pool.disconnect()


def use(settings: Settings, **variables: str) -> None:
    env = Env.parse(variables)
    settings.REDIS_URL, settings.CACHES = env.redis, services.caches(env)
    core_redis.close_idle()
    breaker.reset()


def ask(*command: str) -> Any:
    words: Command = command
    (answer,) = breaker.run(lambda connection: connection.execute(words))
    return answer


def ask_again(*command: str) -> Any:
    """Like the next request after the circuit breaker's pause."""
    breaker.reset()
    return ask(*command)


def works_again(*command: str) -> bool:
    with suppress(Unavailable):
        return bool(ask_again(*command))
    return False


def test_after_a_fail_over_the_same_thread_writes_to_the_new_primary(sentinels: SentinelGroup) -> None:
    old, new = sentinels.primary, sentinels.replica
    assert ask("SET", "before", "1") == b"OK"
    old.kill()
    with pytest.raises(Unavailable):
        ask("SET", "meanwhile", "1")
    sentinels.await_primary(new)
    sentinels.await_that(lambda: works_again("SET", "afterwards", "1"))
    assert new.ask("MGET", "meanwhile", "afterwards") == [None, b"1"]


def test_a_frozen_primary_is_left_for_the_new_one(sentinels: SentinelGroup) -> None:
    old, new = sentinels.primary, sentinels.replica
    assert ask("PING") == b"PONG"
    old.pause()
    with pytest.raises(Unavailable):
        ask("PING")
    sentinels.await_primary(new)
    sentinels.await_that(lambda: works_again("SET", "afterwards", "1"))
    assert new.ask("GET", "afterwards") == b"1"


def test_an_answer_that_comes_too_late_is_not_taken_for_that_of_the_next_command(sentinels: SentinelGroup) -> None:
    ask("SET", "one", "first")
    ask("SET", "other", "second")
    primary = sentinels.primary
    primary.pause()
    with pytest.raises(Unavailable):
        ask("GET", "one")
    primary.resume()
    assert ask_again("GET", "other") == b"second"
    assert ask("GET", "one") == b"first"


def test_sentinels_that_hang_are_not_waited_for_by_every_thread(sentinels: SentinelGroup) -> None:
    for sentinel in sentinels.sentinels:
        sentinel.pause()
    began = time.monotonic()
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda _: works_again("PING"), range(8))) == [False] * 8
    assert uncontended.since(began) < BOUND_SECONDS
    sentinels.sentinels[2].resume()
    with ThreadPoolExecutor(1) as pool:
        sentinels.await_that(lambda: pool.submit(works_again, "PING").result())


def test_a_server_that_was_made_a_replica_is_left_at_its_first_refusal(
    sentinels: SentinelGroup, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection stays open, but writes are refused. The first command notices and is retried transparently."""
    primary, replica = sentinels.primary, sentinels.replica
    with monkeypatch.context() as patch:
        patch.setattr(Sentinels, "discover_master", lambda *_: ("127.0.0.1", replica.port))
        core_redis.close_idle()
        assert ask("PING") == b"PONG"
    assert ask("SET", "key", "value") == b"OK"
    assert primary.ask("GET", "key") == b"value"


def test_so_is_a_single_server_behind_a_name_that_moves(sentinels: SentinelGroup, settings: Settings) -> None:
    """The provider's host name may resolve to another server from now on, so the connection is reopened."""
    primary, replica = sentinels.primary, sentinels.replica
    use(settings, REDIS_URL=replica.url)
    before = ask("CLIENT", "ID")
    with pytest.raises(Unavailable):
        ask("SET", "key", "value")
    assert ask_again("CLIENT", "ID") > before
    assert replica.ask("CLIENT", "LIST", "ID", before) == b""
    assert primary.port != replica.port


def test_two_groups_of_sentinels_may_use_one_name_for_their_services(settings: Settings) -> None:
    use(
        settings,
        REDIS_URL="redis+sentinel://a,b/My_Game/0",
        REDIS_STATE_URL="redis+sentinel://c:26380,d/My_Game/0",
    )
    cache, state = (get_redis_connection(alias).connection_pool for alias in ("default", "state"))
    assert cache is not state
    assert [pool.service_name for pool in (cache, state)] == ["My_Game"] * 2
    hosts = [sentinel.connection_pool.connection_kwargs["host"] for sentinel in state.sentinel_manager.sentinels]
    assert hosts == ["c", "d"]


class Answering:
    def __init__(self, meeting: threading.Barrier) -> None:
        self._meeting = meeting

    def sentinel_masters(self) -> dict[str, Any]:
        with suppress(threading.BrokenBarrierError):
            self._meeting.wait()
        state = {"is_master": True, "is_sdown": False, "is_odown": False, "num-other-sentinels": 2}
        return {SERVICE: {**state, "ip": "127.0.0.1", "port": 1}}


class Away:
    def sentinel_masters(self) -> dict[str, Any]:
        raise Lost


def test_no_sentinel_is_forgotten_when_two_threads_ask_at_once() -> None:
    sentinels = Sentinels([])
    known: list[Any] = [Away(), Answering(threading.Barrier(2, timeout=0.2)), Away()]
    sentinels.sentinels = list(known)
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(sentinels.discover_master, [SERVICE] * 2)) == [("127.0.0.1", 1)] * 2
    assert set(sentinels.sentinels) == set(known)
