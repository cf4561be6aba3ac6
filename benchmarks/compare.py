"""`python -m benchmarks.compare --before DIR` compares plays and reads with another checkout.

Both run at the same time, each on its own services, in alternating rounds, so that other load on the machine affects
both. Costs are CPU seconds per 1 000 requests, of the application with all its processes, of MariaDB and of Redis.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.progress import say
from benchmarks.system import ROOT
from benchmarks.versions import PARTS, SOCKETS, Cost, Version, version

TARGETS = {"play": "CPU ≤ 1.08", "polling read": "CPU ≤ 1.5", f"play on {SOCKETS} sockets": ""}


class Pair(NamedTuple):
    before: Cost
    after: Cost

    @property
    def cpu_ratio(self) -> float:
        return self.after.total / self.before.total

    @property
    def rate_ratio(self) -> float:
        return self.after.rate / self.before.rate


Rounds = dict[str, list[Pair]]
Scenario = Callable[[Version], Cost]


def scenarios(options: argparse.Namespace) -> dict[str, Scenario]:
    works: tuple[Scenario, ...] = (
        lambda one: one.play(options.play_seconds),
        lambda one: one.poll(options.poll_seconds),
        lambda one: one.play_on_sockets(options.play_seconds),
    )
    return dict(zip(TARGETS, works, strict=True))


def last(rounds: Rounds) -> str:
    return ", ".join(f"{name} {pairs[-1].cpu_ratio:.2f} x CPU" for name, pairs in rounds.items())


def spread(values: list[float]) -> str:
    return f"{median(values):.3f} ({min(values):.3f} to {max(values):.3f})"


def table(rounds: Rounds) -> str:
    """Medians. The ratios are medians of the ratios of the rounds."""
    heads = ("", "version", *PARTS, "per second", "CPU, after / before", "per second, after / before", "target")
    lines = [f"| {' | '.join(heads)} |", "| --- " * len(heads) + "|"]
    for name, pairs in rounds.items():
        for which in ("before", "after"):
            costs: list[Cost] = [getattr(pair, which) for pair in pairs]
            cpu = [f"{median(cost.cpu[part] for cost in costs):.3f}" for part in PARTS]
            rate = f"{median(cost.rate for cost in costs):.0f}"
            ratios = [spread([pair.cpu_ratio for pair in pairs]), spread([pair.rate_ratio for pair in pairs])]
            end = [*ratios, TARGETS[name]] if which == "after" else ["", "", ""]
            lines.append(f"| {' | '.join([name, which, *cpu, rate, *end])} |")
    return "\n".join(lines)


def measure(before: Version, after: Version, options: argparse.Namespace) -> Rounds:
    rounds: Rounds = defaultdict(list)
    for one in (before, after):
        one.play(2)
        one.play_on_sockets(2)
    for number in range(options.rounds):
        order = (before, after) if number % 2 else (after, before)
        for name, scenario in scenarios(options).items():
            costs = {id(one): scenario(one) for one in order}
            rounds[name].append(Pair(costs[id(before)], costs[id(after)]))
        say(f"round {number + 1} of {options.rounds}: {last(rounds)}")
    return rounds


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compare", description=__doc__)
    parser.add_argument("--before", type=Path, required=True, help="a checkout of the version to compare with")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--play-seconds", type=int, default=4)
    parser.add_argument("--poll-seconds", type=int, default=12, help="longer than anything is cached")
    options = parser.parse_args()
    with ExitStack() as stack:
        say("both versions start")
        before = stack.enter_context(version(options.before.resolve()))
        after = stack.enter_context(version(ROOT))
        print(table(measure(before, after, options)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
