"""Compares statistics and history with sums over the rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.chaos.checker.difference import Difference
from benchmarks.chaos.checker.plays import Plays
from tests.concurrency.model import expected_statistics

NEWEST = 3
HUNDREDTHS = {"total_prize_hundredths": "total_prize", "best_prize_hundredths": "best_prize"}
COUNTS = {"seq": "total_games", "wins": "wins", "current_streak": "current_streak", "best_streak": "best_streak"}


@dataclass(frozen=True)
class Served:
    """The responses of one process at the end of the run."""

    player: int
    process: str
    history: list[dict[str, Any]]
    statistics: dict[str, Any]


def sums(plays: Plays, statistics: Mapping[int, Mapping[str, int]]) -> Iterator[Difference]:
    """The row of sums of each player."""
    for player, row in statistics.items():
        expected = expected_statistics([play.result for play in plays.get(player, ())])
        found: dict[str, float] = {name: row[column] for column, name in COUNTS.items()}
        found |= {name: row[column] / 100 for column, name in HUNDREDTHS.items()}
        wrong = {name: (value, expected[name]) for name, value in found.items() if value != expected[name]}
        if wrong:
            yield Difference("statistics", f"player {player}: stored and expected {wrong}")


def answers(served: Iterable[Served], plays: Plays) -> Iterator[Difference]:
    for one in served:
        results = [row.result for row in plays.get(one.player, ())]
        if one.statistics != expected_statistics(results):
            yield Difference("statistics", f"player {one.player}, {one.process}: {one.statistics}")
        if one.history != results[: -NEWEST - 1 : -1]:
            seqs = [result["seq"] for result in one.history]
            yield Difference("history", f"player {one.player}, {one.process}: {seqs} of {len(results)}")
