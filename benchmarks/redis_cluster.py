"""The cost of a play with Redis Cluster, compared with a single server: `python -m benchmarks.redis_cluster`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from statistics import median

from benchmarks import players
from benchmarks.load import load
from benchmarks.meters import cpu_of
from benchmarks.players import Player
from benchmarks.progress import say
from benchmarks.system import System, started
from tests.services import RedisServer
from tests.services.redis_cluster import RedisCluster
from tests.services.server import Server

PLAYERS = 100
COSTS = ("application", "Redis, primaries", "Redis, replicas")


@dataclass(frozen=True)
class Contender:
    """`http` is the product's HTTP server with one kind of Redis."""

    http: Server
    url: str
    primaries: Sequence[Server]
    replicas: Sequence[Server]

    def costs(self, people: Sequence[Player], seconds: int) -> list[float]:
        """In CPU seconds per 1,000 plays."""
        with cpu_of(self.http) as http, cpu_each(self.primaries) as primaries, cpu_each(self.replicas) as replicas:
            plays = load(self.url, people, seconds=seconds).requests
        return [1000 * sum(spent) / plays for spent in (http.values(), primaries, replicas)]


@contextmanager
def cpu_each(servers: Sequence[Server]) -> Iterator[list[float]]:
    """The CPU seconds of servers with the same name, filled when the block ends."""
    spent: list[float] = []
    with ExitStack() as stack:
        meters = [stack.enter_context(cpu_of(server)) for server in servers]
        yield spent
    spent += [seconds for meter in meters for seconds in meter.values()]


@contextmanager
def contenders(system: System) -> Iterator[dict[str, Contender]]:
    with RedisCluster() as cluster, RedisServer() as state, ExitStack() as stack:
        single = stack.enter_context(system.http())
        system.env = {**system.env, "REDIS_URL": cluster.url, "REDIS_STATE_URL": state.url}
        clustered = stack.enter_context(system.http())
        primaries = list(cluster.primaries())
        yield {
            "single server": Contender(single, single.url, [system.redis], []),
            "cluster": Contender(
                clustered, clustered.url, primaries, [node for node in cluster.nodes if node not in primaries]
            ),
        }


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.redis_cluster", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=4)
    options = parser.parse_args()
    with started() as system, contenders(system) as both:
        players.connect(system)
        people = players.create(PLAYERS)
        found: dict[str, list[list[float]]] = {name: [] for name in both}
        for one in both.values():
            one.costs(people, 2)
        for number in range(options.rounds):
            for name, one in both.items():
                found[name].append(one.costs(people, options.seconds))
            say(f"round {number + 1} of {options.rounds}")
    print(f"| CPU s per 1 000 plays | {' | '.join(COSTS)} |\n" + "| --- " * (1 + len(COSTS)) + "|")
    for name, rounds in found.items():
        cells = [f"{median(costs):.2f} ({min(costs):.2f} to {max(costs):.2f})" for costs in zip(*rounds, strict=True)]
        print(f"| {name} | {' | '.join(cells)} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
