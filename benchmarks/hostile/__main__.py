"""`python -m benchmarks.hostile [--seconds 60] [--rounds 5] [--kinds 1 2 …]`: do other players notice hostile clients?

Rounds alternate between no load, as many well-behaved requests, and hostile clients. Exits with 1 if the p99 of a play
or a push more than doubles, or if a process uses 32 MiB more (medians of the rounds).

Kinds: 1 resume, 2 control frames, 3 hostile JSON in bodies and frames, 4 slow readers of exports, 5 slow senders,
6 handshakes and the admin's sign-in page.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from benchmarks import machine, players, system
from benchmarks.figures import percentile
from benchmarks.hostile import generator, kinds, memory, ordinary, stack
from benchmarks.hostile.players import play
from benchmarks.meters import cpu_of
from benchmarks.progress import say

PLAYERS, HOSTILE = 8, 2
HISTORY = 150_000
WARM_UP_SECONDS = 10.0
MOST_TIMES, MOST_MEGABYTES = 2.0, 32.0


@dataclass(frozen=True)
class Phase:
    """p99 in milliseconds; memory in MiB and percent of a core for each process."""

    play: float
    push: float
    memory: dict[str, float]
    cpu: dict[str, float]
    requests: dict[str, int]


class Bench:
    def __init__(self, running: stack.Stack, seconds: float, numbers: list[int]) -> None:
        self._stack, self._seconds, self._numbers = running, seconds, numbers
        tokens = [player.token for player in players.create(PLAYERS + ordinary.PLAYERS)]
        self._players, self._ordinary = tokens[:PLAYERS], tokens[PLAYERS:]
        attackers = players.create(HOSTILE)
        for player in attackers:
            _give_history(player.id)
        self._hostile = [player.token for player in attackers]

    def hostile(self, seconds: float | None = None) -> Phase:
        with generator.hostile(self._stack.port, self._hostile, self._numbers) as counts:
            return self._measured(seconds or self._seconds, counts)

    def calm(self, per_second: float, seconds: float | None = None) -> Phase:
        with generator.well_behaved(self._stack.port, self._ordinary, per_second) as counts:
            return self._measured(seconds or self._seconds, counts)

    def _measured(self, seconds: float, counts: dict[str, int]) -> Phase:
        with memory.watched(self._stack.pids) as most, cpu_of(*self._stack.servers) as spent:
            waits = asyncio.run(play(self._stack.port, self._players, seconds))
        shares = {name: round(100 * used / seconds, 1) for name, used in spent.items()}
        return Phase(_p99(waits.plays), _p99(waits.pushes), most, shares, counts)


def main() -> int:
    options = _options()
    with system.started() as services, stack.started(services) as running:
        players.connect(services)
        bench = Bench(running, options.seconds, options.kinds)
        say("warm-up")
        rate = sum(bench.hostile(WARM_UP_SECONDS).requests.values()) / WARM_UP_SECONDS
        rounds = []
        for number in range(1, options.rounds + 1):
            calm, hostile = bench.calm(rate), bench.hostile()
            rate = sum(hostile.requests.values()) / options.seconds
            rounds.append((calm, hostile))
            say(f"{number}  {_figures(calm)}  calm   {_figures(hostile)}  hostile, {hostile.requests}")
    _keep(rounds, options)
    return _judge(rounds)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hostile", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--kinds", type=int, nargs="+", choices=kinds.KINDS, default=list(kinds.KINDS))
    parser.add_argument("--into", type=Path, default=system.ROOT / ".local" / "benchmarks")
    return parser.parse_args()


def _give_history(player_id: int) -> None:
    from tests.game.plays import add_plays

    add_plays(player_id, HISTORY)


def _p99(seconds: list[float]) -> float:
    return round(percentile(seconds, 0.99) * 1000, 1)


def _figures(phase: Phase) -> str:
    return f"play p99 {phase.play:7.1f} ms, push p99 {phase.push:7.1f} ms"


def _keep(rounds: list[tuple[Phase, Phase]], options: argparse.Namespace) -> None:
    options.into.mkdir(parents=True, exist_ok=True)
    found = [{"calm": asdict(calm), "hostile": asdict(hostile)} for calm, hostile in rounds]
    given = {"seconds": options.seconds, "kinds": options.kinds, "machine": machine.description()}
    (options.into / "hostile.json").write_text(json.dumps({**given, "rounds": found}, indent=2) + "\n")


def _judge(rounds: list[tuple[Phase, Phase]]) -> int:
    play, push = (
        median(getattr(hostile, name) for _, hostile in rounds) / median(getattr(calm, name) for calm, _ in rounds)
        for name in ("play", "push")
    )
    names, servers = rounds[0][0].memory, rounds[0][0].cpu
    more = {name: median(hostile.memory[name] - calm.memory[name] for calm, hostile in rounds) for name in names}
    print(f"play p99 {play:.2f} times calm, push p99 {push:.2f} times calm, at most {MOST_TIMES}")
    print("memory: " + ", ".join(f"{name} {size:+.1f} MiB" for name, size in more.items()))
    for at, phase in enumerate(("calm", "hostile")):
        shares = {name: median(pair[at].cpu[name] for pair in rounds) for name in servers}
        print(f"{phase}: " + ", ".join(f"{name} {share:.0f} %" for name, share in shares.items()) + " of a core")
    return 0 if max(play, push) <= MOST_TIMES and max(more.values()) <= MOST_MEGABYTES else 1


if __name__ == "__main__":
    sys.exit(main())
