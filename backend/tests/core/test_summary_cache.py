"""Cached summaries have no gaps and expire in time, both in the process and in Redis."""

from __future__ import annotations

import pytest
from django.conf import settings
from django_redis import get_redis_connection
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from core.redis import local_summaries, summary_cache
from core.redis.client import breaker
from core.redis.local_summaries import TTL_MS, Append, Summary
from tests.core.clock import Clock
from tests.core.summaries import age_summaries

pytestmark = pytest.mark.usefixtures("store")

Step = tuple[str, int, int]


def summary(version: int) -> Summary:
    """A summary whose newest three lines contain their versions."""
    lines = (b"line %d" % number for number in range(version, max(0, version - 3), -1))
    return Summary(version, b"head %d" % version, tuple(lines))


def now() -> int:
    asked = summary_cache.get("any")[1]
    assert asked is not None
    return asked


def cached(name: str = "a") -> Summary | None:
    return summary_cache.get(name)[0]


def fill(version: int, *, ago: int = 0, name: str = "a") -> None:
    summary_cache.fill(name, summary(version), now() - ago)


def append(version: int, *, ago: int | None = 0, name: str = "a") -> None:
    asked = None if ago is None else now() - ago
    new = Append(name, version, b"head %d" % version, b"line %d" % version, 3, asked)
    if settings.REDIS_URL is None:
        summary_cache.local.append(new)
    else:
        breaker.run(lambda connection: connection.execute(summary_cache.append_command(new)))


def test_a_filled_summary_is_read_until_it_is_forgotten() -> None:
    assert cached() is None
    for version in (0, 1, 5):
        fill(version)
        assert (cached(), cached("b")) == (summary(version), None)
    summary_cache.forget("a")
    assert cached() is None


@pytest.mark.parametrize("ago", [0, 1000, 4000])
def test_a_summary_is_fresh_for_five_seconds_from_the_moment_its_writer_asked(clock: Clock, ago: int) -> None:
    fill(3, ago=ago)
    age_summaries(clock, TTL_MS - 900 - ago)
    assert cached() == summary(3)
    age_summaries(clock, 900)
    assert cached() is None


def test_a_fill_that_arrives_too_late_answers_nobody() -> None:
    fill(3, ago=TTL_MS)
    assert cached() is None


def test_an_append_extends_freshness_to_five_seconds_from_its_own_question(clock: Clock) -> None:
    fill(3)
    age_summaries(clock, 4000)
    append(4, ago=1000)
    age_summaries(clock, 3000)
    assert cached() == summary(4)
    age_summaries(clock, 1000)
    assert cached() is None


def test_an_older_fill_or_append_is_refused() -> None:
    fill(7)
    fill(6)
    append(7)
    append(3)
    assert cached() == summary(7)


def test_a_fill_of_the_same_version_only_extends(clock: Clock) -> None:
    fill(7)
    age_summaries(clock, 3000)
    fill(7, ago=4900)
    assert cached() == summary(7)
    fill(7)
    age_summaries(clock, 3000)
    assert cached() == summary(7)


def test_the_next_version_puts_its_line_first_and_drops_the_oldest() -> None:
    fill(0)
    for version in range(1, 7):
        append(version)
        assert cached() == summary(version)


@pytest.mark.parametrize(
    ("version", "ago"),
    [(5, 0), (4, None), (4, TTL_MS)],
    ids=["not the next version", "nobody knows when it asked", "it asked too long ago"],
)
def test_an_append_that_cannot_be_whole_leaves_the_bare_version(version: int, ago: int | None) -> None:
    fill(3)
    append(version, ago=ago)
    assert cached() is None
    fill(version - 1)
    assert cached() is None
    fill(version)
    assert cached() == summary(version)


def test_nothing_is_appended_to_a_summary_that_is_no_longer_fresh(clock: Clock) -> None:
    fill(3, ago=4000)
    age_summaries(clock, 1000)
    append(4)
    assert cached() is None


@pytest.mark.parametrize("bare", [False, True])
def test_every_write_keeps_its_version_for_five_seconds(store: str, clock: Clock, bare: bool) -> None:
    """A version is kept longer than its content is fresh, because an earlier fill may still arrive."""
    append(4) if bare else fill(4, ago=4900)
    if store == "redis":
        assert TTL_MS - 2000 < get_redis_connection("default").pttl("np:summary:a") <= TTL_MS
    age_summaries(clock, TTL_MS - 1500)
    fill(3)
    assert cached() is None
    age_summaries(clock, 1500)
    fill(3)
    assert cached() == summary(3)


def test_a_process_that_could_not_announce_its_write_does_not_read_the_summary(store: str, clock: Clock) -> None:
    fill(3)
    summary_cache.bypass("a")
    assert cached() == (None if store == "redis" else summary(3))
    fill(4)
    clock.move(5)
    if store == "redis":
        assert cached() == summary(4)
    summary_cache.bypass("b")
    assert list(summary_cache._bypassed) == ["b"]


def test_while_redis_is_unavailable_nothing_is_cached_and_nothing_fails(
    store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(3)
    monkeypatch.setattr(breaker, "_closed_until", float("inf"))
    assert summary_cache.get("a")[0] == (None if store == "redis" else summary(3))
    summary_cache.fill("a", summary(4), 1)
    summary_cache.fill("a", summary(4), None)
    summary_cache.forget("b")


def test_the_process_keeps_a_bounded_number_of_summaries(monkeypatch: pytest.MonkeyPatch, store: str) -> None:
    monkeypatch.setattr(local_summaries, "MAX_SUMMARIES", 3)
    for name in "abcd":
        fill(1, name=name)
    there = [name for name in "abcd" if cached(name)]
    assert there == (list("abcd") if store == "redis" else list("bcd"))


STEPS = st.lists(
    st.tuples(st.sampled_from(["fill", "append"]), st.integers(1, 8), st.sampled_from([0, 2000, 4000, 9000])),
    max_size=25,
)


@given(STEPS)
@hypothesis_settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_cached_summary_is_whole_and_its_version_never_goes_back(steps: list[Step]) -> None:
    summary_cache.forget("a")
    newest = 0
    for step, version, ago in steps:
        (fill if step == "fill" else append)(version, ago=ago)
        shown = cached()
        if shown is not None:
            assert shown == summary(shown.version)
            assert shown.version >= newest
            newest = shown.version
