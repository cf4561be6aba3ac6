"""The results of a run as a table, in JSON and Markdown."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks import machine
from benchmarks.chaos.checker.bounds import RECOVERY_SECONDS, recoveries
from benchmarks.chaos.checker.windows import overlapping
from benchmarks.chaos.history import ACKNOWLEDGED, REFUSED, UNKNOWN, Call, Window
from benchmarks.chaos.outcome import Outcome
from benchmarks.chaos.soak import Sample, slope

BEGIN, END = "<!-- figures of the last run -->", "<!-- end of figures -->"
SHOWN = 10  # differences per kind
KINDS = (
    "lost",
    "duplicated",
    "hole",
    "key",
    "reordered",
    "frame twice",
    "frame missing",
    "frame differs",
    "frame late",
    "closed",
)
READS = ("statistics", "history", "stale", "stale beyond 5 s", "slow", "silent", "unrecovered", "slot")


def text(outcomes: Sequence[Outcome], cluster: str) -> str:
    described = machine.description()
    system = "three Galera nodes, a writer on each" if cluster else "one MariaDB"
    words = f"{described['cores']} cores ({described['processor']}), Python {described['python']}, {system}"
    lines = [f"Measured on {words}.", ""]
    for outcome in outcomes:
        lines += [f"**{outcome.plan.name}**, seed {outcome.seed}, {outcome.seconds:.0f} s", ""]
        lines += ["| | |", "| --- | --- |", *(f"| {name} | {value} |" for name, value in figures(outcome).items()), ""]
    return "\n".join(lines)


def figures(outcome: Outcome) -> dict[str, Any]:
    history, calls = outcome.history, outcome.history.calls
    faults = Counter(window.fault for window in history.windows)
    latencies = sorted(call.ended - call.began for call in calls if call.outcome == ACKNOWLEDGED)
    found = {
        "plays acknowledged": outcome.plays,
        "attempts, over HTTP and on sockets": f"{_via(calls, 'http')} + {_via(calls, 'socket')}",
        "repeated responses": len(history.acknowledged) - outcome.plays,
        "rows": outcome.rows,
        "unknown outcomes without a key": sum(call.key is None and call.outcome == UNKNOWN for call in calls),
        '"try again" responses, and how many of them while no fault was active': _refused(calls, history.windows),
        "frames and connections of sockets": f"{len(history.frames)}, {len(history.connections)}",
        "reads of history and statistics": len(history.reads),
        "faults": ", ".join(f"{count} × {name}" for name, count in sorted(faults.items())) or "none",
        "machine stalls, excluded from time checks": len(history.stalls),
        "seconds with failed calls to Redis in any process": len(history.redis_faults),
        "dropped in transit": ", ".join(f"{count} {name}" for name, count in outcome.losses.items()),
        "time to acknowledgement, median / p99 / longest, s": _spread(latencies),
        "longest time from the end of a fault to the first success, s": _longest(recoveries(calls, history.windows)),
    }
    if outcome.watch is not None:
        found |= slopes(outcome.watch.samples)
    return found | _differences_by_kind(outcome)


def _differences_by_kind(outcome: Outcome) -> dict[str, int]:
    """Includes the kinds without differences."""
    return {**dict.fromkeys((*KINDS, *READS), 0), **Counter(difference.kind for difference in outcome.differences)}


def differences(outcome: Outcome) -> Iterator[str]:
    shown: Counter[str] = Counter()
    for difference in outcome.differences:
        shown[difference.kind] += 1
        if shown[difference.kind] <= SHOWN:
            yield f"  {difference.kind}: {difference.text}"
    yield from (f"  {kind}: {count - SHOWN} more" for kind, count in shown.items() if count > SHOWN)


def save(outcomes: Sequence[Outcome], folder: Path) -> None:
    """Writes the figures, and everything that was observed in each run."""
    folder.mkdir(parents=True, exist_ok=True)
    for outcome in outcomes:
        outcome.history.save(folder / f"history-{outcome.seed}-{outcome.plan.name.replace(' ', '-')}.jsonl")
    found = [
        {
            "name": outcome.plan.name,
            "seed": outcome.seed,
            "figures": figures(outcome),
            "differences": [dataclasses.asdict(difference) for difference in outcome.differences],
            "windows": [dataclasses.asdict(window) for window in outcome.history.windows],
            "samples": _samples(outcome),
        }
        for outcome in outcomes
    ]
    (folder / "report.json").write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n")


def slopes(samples: Mapping[str, Sequence[Sample]]) -> dict[str, str]:
    rises = (f"{name} {slope(of_one):.2f}" for name, of_one in samples.items())
    connections = (f"{name} {of_one[-1].connections}" for name, of_one in samples.items())
    return {
        "memory after the first third, MiB in 10 minutes": ", ".join(rises),
        "connections to the database and to Redis": ", ".join(connections),
    }


def _samples(outcome: Outcome) -> dict[str, list[dict[str, float]]]:
    watched = outcome.watch.samples if outcome.watch is not None else {}
    return {name: [dataclasses.asdict(sample) for sample in of_one] for name, of_one in watched.items()}


def insert(page: Path, table: str) -> None:
    before, _, rest = page.read_text().partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}\n{table}{END}{after}")


def _refused(calls: Sequence[Call], windows: Sequence[Window]) -> str:
    """503 and similar: the player retries. There should be almost none between faults."""
    refused = [call for call in calls if call.outcome == REFUSED]
    calm = [call for call in refused if not overlapping(windows, call.began, call.ended, after=RECOVERY_SECONDS)]
    return f"{len(refused)}, {len(calm)}"


def _via(calls: Sequence[Call], via: str) -> int:
    return sum(call.via == via for call in calls)


def _spread(latencies: Sequence[float]) -> str:
    if not latencies:
        return "none"
    places = (len(latencies) // 2, len(latencies) * 99 // 100, len(latencies) - 1)
    return " / ".join(f"{latencies[place]:.3f}" for place in places)


def _longest(recovered: dict[str, float]) -> str:
    return ", ".join(f"{name} {seconds:.2f}" for name, seconds in sorted(recovered.items())) or "none"
