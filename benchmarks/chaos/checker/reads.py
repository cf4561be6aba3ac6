"""A read after an acknowledged play never shows the state before it; at most 5 s older while Redis is unreachable."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from benchmarks.chaos.checker.difference import Difference
from benchmarks.chaos.checker.windows import overlapping
from benchmarks.chaos.history import Call, Read, Window

SECONDS = 5.0
TOLERANCE = 0.2  # the difference between the clock of the responding process and this program's
REDIS = ("kill redis", "freeze redis", "flush redis")
RECOVERY_SECONDS = 10.0  # until every process uses Redis again after it came back
PUBLISH_SECONDS = 2.0  # from a failed call to Redis to the acknowledgement of its play


def stale(
    calls: Iterable[Call], reads: Iterable[Read], windows: Sequence[Window], redis_faults: Sequence[Window] = ()
) -> Iterator[Difference]:
    """`redis_faults` are the times at which a process counted failed calls to Redis, which may belong to the play."""
    away = [window for window in windows if window.fault in REDIS]
    acknowledged = {player: _first_times(times) for player, times in _acknowledged(calls).items()}
    for read in reads:
        seqs, ends = acknowledged.get(read.player, ([], []))
        at = bisect_left(seqs, read.seq + 1)
        if at == len(seqs) or ends[at] >= read.began:
            continue
        age = read.began - ends[at]
        extended = overlapping(away, ends[at] - TOLERANCE, read.ended, after=RECOVERY_SECONDS)
        extended = extended or overlapping(redis_faults, ends[at] - PUBLISH_SECONDS, ends[at])
        text = f"player {read.player}: {read.source} of {read.process} is at {read.seq}, {age:.2f} s after the next one"
        if age > SECONDS + TOLERANCE:
            yield Difference("stale beyond 5 s", text)
        elif not extended:
            yield Difference("stale", text)


def _acknowledged(calls: Iterable[Call]) -> dict[int, dict[int, float]]:
    """When each play was first acknowledged, by player and seq."""
    first: dict[int, dict[int, float]] = defaultdict(dict)
    for call in calls:
        if call.result is not None:
            times, seq = first[call.player], call.result["seq"]
            times[seq] = min(call.ended, times.get(seq, call.ended))
    return first


def _first_times(times: dict[int, float]) -> tuple[list[int], list[float]]:
    """Maps each seq to the time when it or a later one was acknowledged. From then on, the state includes it."""
    seqs = sorted(times)
    ends = [times[seq] for seq in seqs]
    for at in range(len(ends) - 2, -1, -1):
        ends[at] = min(ends[at], ends[at + 1])
    return seqs, ends
