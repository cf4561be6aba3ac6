"""All comparisons, in the order of the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks.chaos.checker import bounds, frames, plays, reads, statistics
from benchmarks.chaos.checker.difference import Difference
from benchmarks.chaos.checker.statistics import Served
from benchmarks.chaos.history import History
from benchmarks.chaos.rows import Rows


def check(history: History, rows: Rows, served: Sequence[Served], subscriptions: Mapping[str, int]) -> list[Difference]:
    calls, windows, stored = history.calls, history.windows, rows.plays
    timed = [*windows, *history.stalls]
    return [
        *plays.lost(calls, stored),
        *plays.duplicated(calls, stored),
        *plays.holes(stored),
        *plays.keys(calls),
        *plays.order(calls),
        *plays.refusals(calls),
        *plays.unfinished(calls),
        *frames.streams(history.frames, subscriptions, stored),
        *frames.contents(history.frames, stored),
        *frames.closed(history.connections, timed),
        *frames.late(calls, history.frames, history.connections, timed),
        *statistics.sums(stored, rows.statistics),
        *statistics.answers(served, stored),
        *reads.stale(calls, history.reads, windows, history.redis_faults),
        *bounds.slow([*calls, *history.reads], timed),
        *bounds.silent(history.probes, timed),
        *bounds.unrecovered(calls, windows),
        *(Difference("note", note) for note in history.notes),
    ]
