"""What Redis has not heard is told to it again and again, in the background, until it has heard."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from core import debts as debts_module
from core.debts import Debts
from core.redis import Unavailable
from core.redis_line import Command


class Redis:
    """One that is there or not; in place of the breaker, the line and the whisper."""

    def __init__(self) -> None:
        self.away = True
        self.whispered = 0
        self.asked = threading.Event()
        self.told: list[Command] = []
        self.while_it_is_told: Callable[[], None] = lambda: None

    def send(self, make: Callable[[], Command]) -> None:
        self.whispered += 1

    def run(self, work: Callable[[Redis], object]) -> object:
        self.asked.set()
        if self.away:
            raise Unavailable
        return work(self)

    def ask(self, command: Command) -> None:
        self.told.append(command)
        self.while_it_is_told()


def payment(name: str, version: int) -> Command:
    return name, version


@pytest.fixture
def redis(monkeypatch: pytest.MonkeyPatch) -> Redis:
    redis = Redis()
    monkeypatch.setattr(debts_module, "breaker", redis)
    monkeypatch.setattr(debts_module, "whisper", redis)
    monkeypatch.setattr(debts_module, "RETRY_SECONDS", 0.01)
    return redis


def settled(owed: dict[str, int]) -> bool:
    deadline = time.monotonic() + 5
    while owed and time.monotonic() < deadline:
        time.sleep(0.005)
    return not owed


def test_nothing_is_forgotten_while_redis_is_away_and_all_is_paid_once_it_is_back(redis: Redis) -> None:
    owed: dict[str, int] = {}
    debts = Debts(owed, payment)

    debts.owe("a", 3)
    debts.owe("b", 1)
    debts.owe("a", 5)
    debts.owe("a", 4)
    assert redis.asked.wait(5)
    assert (owed, redis.told, redis.whispered) == ({"a": 5, "b": 1}, [], 4)

    redis.away = False

    assert settled(owed)
    assert sorted(redis.told) == [("a", 5), ("b", 1)]


def test_the_thread_lives_only_while_something_is_owed(redis: Redis) -> None:
    owed: dict[str, int] = {}
    debts = Debts(owed, payment)
    redis.away = False
    for version in (1, 2):
        debts.owe("a", version)
        assert settled(owed)
        deadline = time.monotonic() + 5
        while debts._thread is not None and time.monotonic() < deadline:
            time.sleep(0.005)
        assert debts._thread is None


def test_what_grew_while_it_was_paid_is_paid_again(redis: Redis) -> None:
    owed: dict[str, int] = {}
    debts = Debts(owed, payment)
    redis.away = False

    def grow() -> None:
        redis.while_it_is_told = lambda: None
        debts.owe("a", 2)

    redis.while_it_is_told = grow
    debts.owe("a", 1)

    assert settled(owed)
    assert redis.told == [("a", 1), ("a", 2)]
