from __future__ import annotations

from benchmarks.chaos.checker import reads
from benchmarks.chaos.history import Window
from benchmarks.chaos.tests.histories import acknowledged, read, window
from benchmarks.chaos.tests.test_plays import kinds

CALLS = [acknowledged(1, "a", 10.0, 10.1), acknowledged(2, "b", 20.0, 20.1)]


def stale(seq: int, at: float, *windows: Window) -> list[str]:
    return kinds(reads.stale(CALLS, [read(seq, at)], windows))


def test_the_newest_state_is_no_difference() -> None:
    assert stale(2, 21.0) == []
    assert stale(1, 15.0) == []


def test_a_read_may_know_more_than_was_acknowledged() -> None:
    assert stale(2, 15.0) == []


def test_a_read_that_began_before_the_acknowledgement_may_be_older() -> None:
    assert stale(1, 20.05) == []


def test_an_older_state_is_stale() -> None:
    assert stale(1, 20.2) == ["stale"]


def test_an_older_state_is_allowed_for_five_seconds_without_redis() -> None:
    away = window("kill redis", 19.0, 20.5)
    assert stale(1, 22.0, away) == []
    assert stale(1, 26.0, away) == ["stale beyond 5 s"]


def test_no_other_fault_extends_a_bound() -> None:
    assert stale(1, 22.0, window("commits", 19.0, 23.0), window("kill web", 19.0, 23.0)) == ["stale"]


def test_a_state_is_as_old_as_the_first_play_that_it_does_not_know() -> None:
    assert stale(0, 20.2, window("flush redis", 20.0, 20.0)) == ["stale beyond 5 s"]


def test_a_play_that_nobody_was_answered_counts_from_the_next_acknowledgement() -> None:
    calls = [acknowledged(3, "c", 10.0, 10.1)]
    assert kinds(reads.stale(calls, [read(1, 10.05)], [])) == []
    assert kinds(reads.stale(calls, [read(1, 10.2)], [])) == ["stale"]


def test_a_play_may_not_have_been_published_where_a_process_did_not_reach_redis() -> None:
    def kinds_with(fault: Window, at: float) -> list[str]:
        return kinds(reads.stale(CALLS, [read(1, at)], [], [fault]))

    assert kinds_with(window("redis fault", 19.5, 20.5), 20.2) == []
    assert kinds_with(window("redis fault", 19.5, 20.5), 26.0) == ["stale beyond 5 s"]
    assert kinds_with(window("redis fault", 17.0, 18.0), 20.2) == ["stale"]
    assert kinds_with(window("redis fault", 20.15, 21.0), 20.2) == ["stale"]
