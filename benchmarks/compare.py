"""`python -m benchmarks.compare --before DIR` compares the cost of a play and a read with another checkout.

Both run at the same time, each on its own services, in alternating rounds, so that other load on the machine affects
both. Costs are CPU seconds per 1 000 requests, of the application with all its processes, of MariaDB and of Redis.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.load import load
from benchmarks.meters import cpu_of
from benchmarks.players import Player
from benchmarks.polling import poll
from benchmarks.progress import say
from benchmarks.system import ROOT, Http, System, python, started

PLAYERS = 100
PARTS = ("application", "MariaDB", "Redis")
TARGETS = {"play": 1.08, "polling read": 1.5}
# In a process of that checkout, because models differ between versions.
CREATE = """
import sys, django
django.setup()
from benchmarks import players
print(*(player.token for player in players.create(int(sys.argv[1]))), sep="\\n")
"""

Costs = dict[str, float]  # by part


class Pair(NamedTuple):
    before: Costs
    after: Costs

    @property
    def ratio(self) -> float:
        return sum(self.after.values()) / sum(self.before.values())


Rounds = dict[str, list[Pair]]


@dataclass(frozen=True)
class Version:
    system: System
    program: Http
    tokens: list[str]

    def play(self, seconds: int) -> Costs:
        players = [Player(0, token) for token in self.tokens]
        return self._cost(lambda: load(self.program.url, players, seconds=seconds).requests)

    def poll(self, seconds: int) -> Costs:
        return self._cost(lambda: poll(self.program.port, self.tokens, seconds))

    def _cost(self, work: Callable[[], int]) -> Costs:
        servers = (self.program, self.system.database, self.system.redis)
        with cpu_of(*servers) as spent:
            requests = work()
        return {part: 1000 * spent[server.name] / requests for part, server in zip(PARTS, servers, strict=True)}


@contextmanager
def version(checkout: Path) -> Iterator[Version]:
    with started(checkout) as system, system.http() as program:
        search = f"{checkout / 'backend'}:{checkout}"
        env = {**system.env, "PYTHONPATH": search, "DJANGO_SETTINGS_MODULE": "config.settings", "LOG_LEVEL": "ERROR"}
        command = [*python(checkout), "-c", CREATE, str(PLAYERS)]
        tokens = subprocess.run(command, env=env, stdout=subprocess.PIPE, text=True, check=True).stdout.split()
        yield Version(system, program, tokens)


def last(rounds: Rounds) -> str:
    return ", ".join(f"{name} {pairs[-1].ratio:.2f} x" for name, pairs in rounds.items())


def table(rounds: Rounds) -> str:
    """Medians. The ratio is the median of the ratios of the rounds."""
    lines = ["| CPU s per 1 000 | version | " + " | ".join(PARTS) + " | after / before | target |", "| --- " * 7 + "|"]
    for name, pairs in rounds.items():
        for which in ("before", "after"):
            costs = [median(getattr(pair, which)[part] for pair in pairs) for part in PARTS]
            ratios = [pair.ratio for pair in pairs]
            spread = f"{median(ratios):.3f} ({min(ratios):.3f} to {max(ratios):.3f})" if which == "after" else ""
            target = f"{TARGETS[name]}" if which == "after" else ""
            cells = [name, which, *(f"{cost:.3f}" for cost in costs), spread, target]
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compare", description=__doc__)
    parser.add_argument("--before", type=Path, required=True, help="a checkout of the version to compare with")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--play-seconds", type=int, default=4)
    parser.add_argument("--poll-seconds", type=int, default=12, help="longer than anything is cached")
    options = parser.parse_args()
    rounds: Rounds = {name: [] for name in TARGETS}
    with ExitStack() as stack:
        say("both versions start")
        before = stack.enter_context(version(options.before.resolve()))
        after = stack.enter_context(version(ROOT))
        for one in (before, after):
            one.play(2)
        for number in range(options.rounds):
            order = (before, after) if number % 2 else (after, before)
            plays = [(one, one.play(options.play_seconds)) for one in order]
            reads = [(one, one.poll(options.poll_seconds)) for one in order]
            for name, costs in (("play", plays), ("polling read", reads)):
                rounds[name].append(Pair(*(cost for one, cost in sorted(costs, key=lambda each: each[0] is after))))
            say(f"round {number + 1} of {options.rounds}: {last(rounds)}")
    print(table(rounds))
    return 0


if __name__ == "__main__":
    sys.exit(main())
