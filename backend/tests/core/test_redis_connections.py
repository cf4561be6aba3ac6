"""The threads of a process share connections to Redis."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from pytest_django import Settings

from config import services
from config.env import Env
from core.redis import client
from core.redis.client import MAX_IDLE, acquire, breaker, close_idle, release
from tests.services import RedisServer

pytestmark = pytest.mark.usefixtures("with_redis")


@pytest.fixture(autouse=True)
def none_idle() -> None:
    close_idle()


def used_by_a_thread() -> int:
    """The connection's id in Redis."""
    with ThreadPoolExecutor(1) as pool:
        (number,) = pool.submit(breaker.run, lambda connection: connection.execute(("CLIENT", "ID"))).result()
    assert isinstance(number, int)
    return number


def test_the_next_thread_uses_the_connection_of_the_last() -> None:
    assert len({used_by_a_thread() for _ in range(5)}) == 1


def test_two_at_once_have_one_each() -> None:
    lines = acquire(), acquire()
    numbers = {line.execute(("CLIENT", "ID"))[0] for line in lines}
    for line in lines:
        release(line)
    assert len(numbers) == 2
    assert used_by_a_thread() in numbers


def test_a_bounded_number_is_kept() -> None:
    lines = [acquire() for _ in range(MAX_IDLE + 3)]
    numbers = {line.execute(("CLIENT", "ID"))[0] for line in lines}
    for line in lines:
        release(line)
    (listed,) = breaker.run(lambda connection: connection.execute(("CLIENT", "LIST")))
    open_ones = {int(row.split()[0].removeprefix(b"id=")) for row in listed.splitlines()}
    assert len(numbers) == MAX_IDLE + 3
    assert len(numbers & open_ones) == MAX_IDLE


def test_a_connection_is_returned_whatever_happens() -> None:
    with suppress(ZeroDivisionError):
        breaker.run(lambda line: 1 / 0)
    assert len(client._idle) == 1


def test_none_is_used_for_another_server(settings: Settings, spare_redis: RedisServer) -> None:
    used_by_a_thread()
    env = Env.parse({"REDIS_URL": f"{spare_redis.url.removesuffix('0')}7"})
    settings.REDIS_URL, settings.CACHES = env.redis, services.caches(env)
    with ThreadPoolExecutor(1) as pool:
        (described,) = pool.submit(breaker.run, lambda connection: connection.execute(("CLIENT", "INFO"))).result()
    assert b" db=7 " in described
