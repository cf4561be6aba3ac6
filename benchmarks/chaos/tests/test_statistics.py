from __future__ import annotations

from typing import Any

from benchmarks.chaos.checker import statistics
from benchmarks.chaos.checker.statistics import Served
from benchmarks.chaos.tests.histories import PLAYER, rows
from benchmarks.chaos.tests.test_plays import kinds
from tests.concurrency.model import expected_statistics

STORED = rows("a", "b", None, "c")
RESULTS = [row.result for row in STORED[PLAYER]]
SUMS = {
    "seq": 4,
    "wins": 4,
    "total_prize_hundredths": 168400,
    "best_prize_hundredths": 42100,
    "current_streak": 4,
    "best_streak": 4,
}


def served(history: list[dict[str, Any]], **other: int) -> list[str]:
    return kinds(statistics.answers([Served(PLAYER, "web-1", history, expected_statistics(RESULTS) | other)], STORED))


def test_sums_of_the_rows_are_no_difference() -> None:
    assert kinds(statistics.sums(STORED, {PLAYER: SUMS})) == []
    assert served(RESULTS[:0:-1]) == []


def test_each_wrong_sum_is_found() -> None:
    for column in SUMS:
        assert kinds(statistics.sums(STORED, {PLAYER: SUMS | {column: 3}})) == ["statistics"], column


def test_a_player_without_plays_has_sums_of_zero() -> None:
    assert kinds(statistics.sums({}, {PLAYER: dict.fromkeys(SUMS, 0)})) == []


def test_an_answer_that_is_behind_is_found() -> None:
    assert served(RESULTS[:0:-1], total_games=3) == ["statistics"]
    assert served(RESULTS[2::-1]) == ["history"]
