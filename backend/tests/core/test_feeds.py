"""The cache of short feeds: never older than it was, and without a hole; the same in the process and in Redis."""

from __future__ import annotations

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from core import feeds
from core.feeds import Append, Feed
from core.redis import breaker, line

pytestmark = pytest.mark.usefixtures("store")


def feed(version: int) -> Feed:
    """Its newest three lines say their version."""
    lines = (b"line %d" % number for number in range(version, max(0, version - 3), -1))
    return Feed(version, b"head %d" % version, tuple(lines))


def append(name: str, version: int) -> None:
    new = Append(name, version, b"head %d" % version, b"line %d" % version, 3)
    if settings.REDIS_URL is None:
        feeds.local.append(new)
    else:
        line().ask(feeds.append_command(new))


def test_what_nobody_offered_is_not_there() -> None:
    assert feeds.get("a") is None


def test_what_was_offered_is_read_until_it_is_forgotten() -> None:
    for version in (0, 1, 5):
        feeds.offer("a", feed(version))
        assert feeds.get("a") == feed(version)
        assert feeds.get("b") is None
    feeds.forget("a")
    assert feeds.get("a") is None


def test_the_version_never_goes_back() -> None:
    feeds.offer("a", feed(7))
    feeds.offer("a", feed(6))
    append("a", 7)
    append("a", 3)
    assert feeds.get("a") == feed(7)


def test_the_next_version_puts_its_line_first_and_drops_the_oldest() -> None:
    feeds.offer("a", Feed(0, b"head 0", ()))
    for version in range(1, 7):
        append("a", version)
        assert feeds.get("a") == feed(version)


def test_a_version_that_is_not_the_next_empties_the_feed_instead_of_leaving_a_hole() -> None:
    feeds.offer("a", feed(3))
    append("a", 5)
    assert feeds.get("a") is None


def test_onto_nothing_nothing_is_appended() -> None:
    for version in (4, 5):
        append("a", version)
        assert feeds.get("a") is None
    feeds.offer("a", feed(5))
    assert feeds.get("a") == feed(5)


def test_after_a_hole_an_offer_from_before_it_does_not_come_back() -> None:
    feeds.offer("a", feed(3))
    append("a", 5)
    feeds.offer("a", feed(4))
    assert feeds.get("a") is None
    feeds.offer("a", feed(5))
    assert feeds.get("a") == feed(5)


def test_two_feeds_are_two() -> None:
    feeds.offer("a", feed(2))
    feeds.offer("b", feed(8))
    append("a", 3)
    assert (feeds.get("a"), feeds.get("b")) == (feed(3), feed(8))


STEPS = st.lists(st.tuples(st.sampled_from(["offer", "append", "forget"]), st.integers(1, 8)), max_size=25)


@given(STEPS)
@hypothesis_settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_a_feed_is_whole_and_as_new_as_the_newest_that_it_showed(steps: list[tuple[str, int]]) -> None:
    feeds.forget("a")
    newest = 0
    for step, version in steps:
        if step == "offer":
            feeds.offer("a", feed(version))
        elif step == "append":
            append("a", version)
        else:
            feeds.forget("a")
            newest = 0
        shown = feeds.get("a")
        if shown is not None:
            assert shown == feed(shown.version)
            assert shown.version >= newest
            newest = shown.version


def test_the_process_keeps_a_bounded_number_of_feeds(monkeypatch: pytest.MonkeyPatch, store: str) -> None:
    monkeypatch.setattr(feeds, "LOCAL_FEEDS", 3)
    for name in "abcd":
        feeds.offer(name, feed(1))
    there = [name for name in "abcd" if feeds.get(name)]
    assert there == (list("abcd") if store == "redis" else list("bcd"))


def test_while_redis_is_away_there_is_no_feed_and_no_error(monkeypatch: pytest.MonkeyPatch, store: str) -> None:
    feeds.offer("a", feed(3))
    monkeypatch.setattr(breaker, "_closed_until", float("inf"))
    assert feeds.get("a") == (None if store == "redis" else feed(3))
    feeds.offer("a", feed(4))
    feeds.forget("b")
