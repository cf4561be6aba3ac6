"""One, two and four worker processes: does the rate grow until all cores are busy?"""

from __future__ import annotations

from typing import Any

from benchmarks import players
from benchmarks.figures import spreads
from benchmarks.load import load
from benchmarks.meters import cpu_of
from benchmarks.pace import Pace
from benchmarks.peers.rounds import HTTP_PLAYERS
from benchmarks.progress import say
from benchmarks.system import System

COUNTS = (1, 2, 4)


def measure(system: System, pace: Pace) -> dict[str, Any]:
    people = players.create(HTTP_PLAYERS)
    rounds: dict[str, list[dict[str, float]]] = {str(count): [] for count in COUNTS}
    for number in range(pace.rounds):
        for count in COUNTS:
            with system.http(workers=count) as program:
                load(program.url, people, seconds=1)
                with cpu_of(program) as spent:
                    got = load(program.url, people, seconds=pace.seconds)
            cores = spent[program.name] / got.seconds
            rounds[str(count)].append(
                {"rate": got.rate, "cores": cores, "cpu": 1000 * spent[program.name] / got.requests}
            )
        say(f"workers, round {number + 1} of {pace.rounds}")
    return {count: spreads(figures) for count, figures in rounds.items()}
