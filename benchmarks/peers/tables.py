"""The tables that compare the product with its peers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from benchmarks.figures import Figure, text

LOAD = (  # with the number of decimals
    ("plays per second", "rate", 0),
    ("CPU of the application", "cpu", 2),
    ("of MariaDB", "database_cpu", 2),
    ("of Redis", "redis_cpu", 2),
    ("median, ms", "p50_ms", 1),
    ("99th percentile, ms", "p99_ms", 1),
)
PUSH = (("median, ms", "p50_ms", 2), ("99th percentile, ms", "p99_ms", 2))
RATIOS = (("CPU of the application", "cpu"), ("CPU of MariaDB", "database_cpu"), ("plays per second", "rate"))


def tables(found: dict[str, Any]) -> Iterator[str]:
    for scenario, by in found["scenarios"].items():
        is_load = "rate" in next(iter(by.values()))
        title = scenario if is_load else f"{scenario}, at 50 plays/s"
        yield from _rounds(title, by, LOAD if is_load else PUSH)
        yield ""
    yield "CPU is in seconds per 1 000 plays. Lost results never reached their socket, and are the sum of all rounds."
    yield ""
    yield from _ratios(found["ratios"])
    yield ""
    yield from _counts(found["counts"])
    yield ""
    yield _recount(found["recount"])


def _rounds(title: str, by: dict[str, dict[str, Any]], columns: tuple[tuple[str, str, int], ...]) -> Iterator[str]:
    yield f"| {title} | {' | '.join(label for label, _, _ in columns)} | lost |"
    yield "| --- " * (len(columns) + 2) + "|"
    for name, figures in by.items():
        cells = [text(figures[key], digits) for _, key, digits in columns]
        yield f"| {name} | {' | '.join(cells)} | {figures['lost']} |"


def _ratios(found: dict[str, dict[str, dict[str, Figure]]]) -> Iterator[str]:
    yield f"| NumberPlay's figures, times the peer's | peer | {' | '.join(label for label, _ in RATIOS)} |"
    yield "| --- " * (len(RATIOS) + 2) + "|"
    for scenario, by in found.items():
        for name, figures in by.items():
            yield f"| {scenario} | {name} | {' | '.join(text(figures[key]) for _, key in RATIOS)} |"


def _counts(found: dict[str, dict[str, float]]) -> Iterator[str]:
    yield from ("| one play over HTTP | SQL statements | Redis commands |", "| --- | --- | --- |")
    for name, figures in found.items():
        yield f"| {name} | {figures['statements']} | {figures['redis_commands']} |"


def _recount(found: dict[str, Any]) -> str:
    missing = sum(found["missing"].values())
    plays = sum(found["plays"].values())
    return (
        f"Recount afterwards: of {plays:,} answered plays, {missing} have no row; the statistics of"
        f" {found['statistics']} of NumberPlay's players differ from their plays."
    )
