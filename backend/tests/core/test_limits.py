"""A rate holds in every time window, with and without Redis."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from django_redis import get_redis_connection
from pytest_django import Settings

from core.rate_limits import sliding_log
from core.rate_limits.rate import Rate
from core.rate_limits.sliding_log import Admission
from core.redis.client import breaker, key

PassTime = Callable[[float], None]

pytestmark = pytest.mark.usefixtures("store")

TEN_A_MINUTE = Rate(limit=10, seconds=60)


def passed(bucket: str, rate: Rate | None, times: int) -> int:
    return sum(sliding_log.admit(bucket, rate).retry_after is None for _ in range(times))


def test_exactly_ten_of_forty_calls_pass_a_limit_of_ten() -> None:
    assert passed("a", TEN_A_MINUTE, 40) == 10


def test_buckets_do_not_touch_each_other() -> None:
    assert [passed(bucket, TEN_A_MINUTE, 12) for bucket in ("a", "b", "a", "c")] == [10, 10, 0, 10]


def test_without_a_rate_everything_passes() -> None:
    assert passed("a", None, 100) == 100


def test_the_refusal_says_how_long_to_wait(pass_time: PassTime) -> None:
    began = time.monotonic()
    passed("a", TEN_A_MINUTE, 10)
    for passes, left in ((20, 40), (29, 11)):
        pass_time(passes)
        wait = sliding_log.admit("a", TEN_A_MINUTE).retry_after
        assert wait is not None
        assert left - (time.monotonic() - began) - 0.01 <= wait <= left
    pass_time(11)
    assert sliding_log.admit("a", TEN_A_MINUTE).retry_after is None


def test_a_refused_call_costs_nothing(pass_time: PassTime) -> None:
    passed("a", TEN_A_MINUTE, 10)
    pass_time(30)
    assert passed("a", TEN_A_MINUTE, 50) == 0
    pass_time(31)
    assert passed("a", TEN_A_MINUTE, 50) == 10


def test_the_window_slides_and_has_no_edges(pass_time: PassTime) -> None:
    passed("a", TEN_A_MINUTE, 4)
    pass_time(50)
    assert passed("a", TEN_A_MINUTE, 20) == 6
    pass_time(20)
    assert passed("a", TEN_A_MINUTE, 20) == 4
    pass_time(41)
    assert passed("a", TEN_A_MINUTE, 20) == 6


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_any_pattern_of_calls_matches_a_sliding_log(pass_time: PassTime, seed: int) -> None:
    """Steps of 7 seconds never coincide with the end of a window of 60."""
    chosen, now, log = random.Random(seed), 0, list[int]()
    rate = Rate(limit=3, seconds=60)
    for _ in range(60):
        step = 7 * chosen.choice([0, 0, 1, 2, 5])
        now += step
        pass_time(step)
        recent = [moment for moment in log if moment + 60 > now]
        wait = sliding_log.admit("a", rate).retry_after
        if len(recent) < 3:
            assert wait is None
            log.append(now)
        else:
            assert wait == pytest.approx(recent[-3] + 60 - now, abs=2)


def test_a_forgotten_bucket_is_empty() -> None:
    passed("a", TEN_A_MINUTE, 10)
    passed("b", TEN_A_MINUTE, 10)
    sliding_log.forget("a")
    assert (passed("a", TEN_A_MINUTE, 20), passed("b", TEN_A_MINUTE, 20)) == (10, 0)


def test_nothing_is_kept_longer_than_its_window(store: str) -> None:
    passed("a", TEN_A_MINUTE, 10)
    if store == "redis":
        assert 0 < get_redis_connection("default").pttl("np:rate:a") <= 60_000
        assert get_redis_connection("default").llen("np:rate:a") == 10
    else:
        for number in range(sliding_log.LOCAL_CALLERS):
            sliding_log.admit(str(number), TEN_A_MINUTE)
        assert len(sliding_log.local._logs) == sliding_log.LOCAL_CALLERS
        assert "a" not in sliding_log.local._logs


def test_the_watched_value_comes_with_the_admission_in_every_case(store: str) -> None:
    known = b"yes" if store == "redis" else None
    if store == "redis":
        get_redis_connection("default").set(key("some:thing"), b"yes")
    once = Rate(limit=1, seconds=60)

    def answer(bucket: str, rate: Rate | None, watch: str) -> Admission:
        return replace(sliding_log.admit(bucket, rate, watch=watch), asked=None)

    assert answer("a", once, "some:thing") == Admission(None, known)
    refused = answer("a", once, "some:thing")
    assert refused.watched == known
    assert refused.retry_after == pytest.approx(60, abs=1)
    assert answer("a", None, "some:thing") == Admission(None, known)
    assert answer("b", once, "another:thing") == Admission(None, None)


@pytest.mark.parametrize("rate", [None, TEN_A_MINUTE])
def test_every_admission_has_the_time_of_the_cache(store: str, rate: Rate | None) -> None:
    first, second = sliding_log.admit("a", rate).asked, sliding_log.admit("a", rate).asked
    assert first is not None
    assert second is not None
    assert 0 <= second - first < 60_000
    if store == "redis":
        seconds, _ = get_redis_connection("default").time()
        assert abs(seconds * 1000 - second) < 60_000


def test_while_redis_is_unavailable_nobody_knows_its_time(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(breaker, "_closed_until", float("inf"))
    for rate in (None, TEN_A_MINUTE):
        assert (sliding_log.admit("a", rate).asked is None) == (store == "redis")


def test_without_redis_the_process_itself_keeps_the_limit(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(breaker, "_closed_until", float("inf"))
    assert passed("a", TEN_A_MINUTE, 40) == 10
