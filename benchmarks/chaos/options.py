"""The options of a run."""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.chaos import nemesis
from benchmarks.chaos.clients.generator import Habits
from benchmarks.chaos.databases import CLUSTERS
from benchmarks.system import ROOT
from tests.processes.programs import BACKEND

SECONDS = 180.0
LONGEST_SECONDS = 3600.0


@dataclass(frozen=True)
class Goal:
    """A run ends when it has reached all goals, or after `longest` seconds."""

    seconds: float = 0.0
    acknowledged: int = 0
    kills: int = 0
    commits: int = 0
    responses: int = 0
    longest: float = LONGEST_SECONDS


@dataclass(frozen=True)
class Plan:
    """One run on one system. `responses` and `commits` are the shares of responses that are lost throughout the run."""

    name: str
    faults: tuple[nemesis.Fault, ...]
    goal: Goal
    habits: Habits = field(default_factory=Habits)
    responses: float = 0.05
    commits: float = 0.0
    watched: bool = False  # also checks memory, connections and logs


@dataclass(frozen=True)
class Options:
    seed: int
    plans: tuple[Plan, ...]
    cluster: str
    backend: Path
    into: Path | None
    folder: Path = ROOT / ".local" / "chaos"


LONG = (
    Plan("50 random kills", nemesis.KILLS, Goal(acknowledged=20_000, kills=50)),
    Plan("parallel repeats", (), Goal(acknowledged=20_000), Habits(repeated=1.0, read=0.1)),
    Plan("lost answers", (), Goal(commits=2_000, responses=2_000), responses=0.3, commits=0.2),
    Plan("every fault", nemesis.ALL, Goal(seconds=600)),
)


def parse(words: Sequence[str]) -> Options:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.chaos", description=__doc__)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="of faults, without start and checks")
    parser.add_argument("--seed", type=int, help="repeats the faults of an earlier run")
    parser.add_argument("--faults", help=_names())
    parser.add_argument("--cluster", choices=CLUSTERS, default="")
    parser.add_argument("--rate", type=float, default=Habits.rate, help="plays per second of all players")
    parser.add_argument("--players", type=int, default=Habits.players)
    parser.add_argument("--soak", type=float, default=0.0, metavar="MINUTES", help="no faults; watches the processes")
    parser.add_argument("--long", action="store_true", help="what docs/reliability.md shows; about half an hour")
    parser.add_argument("--backend", type=Path, default=BACKEND, help="another checkout's backend, to be tested")
    parser.add_argument("--into", type=Path, help="page whose table is replaced")
    given = parser.parse_args(words)
    seed = random.SystemRandom().randrange(10**6) if given.seed is None else given.seed
    try:
        plans = LONG if given.long else (_plan(given),)
    except ValueError as error:
        parser.error(str(error))
    return Options(seed, plans, given.cluster, given.backend, given.into)


def _plan(given: argparse.Namespace) -> Plan:
    habits = Habits(players=given.players, rate=given.rate)
    if given.soak:
        return Plan("soak", (), Goal(seconds=given.soak * 60), habits, responses=0.0, watched=True)
    faults = nemesis.ALL if given.faults is None else nemesis.chosen(given.faults.split(","))
    return Plan("faults", faults, Goal(seconds=given.seconds), habits)


def _names() -> str:
    names = ", ".join(fault.name for fault in nemesis.ALL)
    return f"separated by commas: {names}; kill and freeze are all of them, none is none"
