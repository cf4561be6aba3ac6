"""The full application and the floor, in alternating rounds."""

from __future__ import annotations

from typing import Any

from django.db import connection

from benchmarks import players
from benchmarks.figures import spread, spreads
from benchmarks.floor import TABLE
from benchmarks.load import load
from benchmarks.meters import cpu_of, redis_commands, statements
from benchmarks.pace import Pace
from benchmarks.progress import say
from benchmarks.system import System
from tests.processes.programs import Gunicorn

PLAYERS = 100  # enough that plays of one player rarely coincide
WARM_UP_SECONDS = 2
# Commands sent over the wire. Commands inside scripts are counted separately.
COMMANDS = ("eval", "publish")


def measure(system: System, pace: Pace) -> dict[str, Any]:
    people = players.create(PLAYERS)
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
    with system.floor() as floor, system.http() as full:
        for program in (floor, full):
            load(program.url, people, seconds=WARM_UP_SECONDS)
        rounds: dict[str, list[dict[str, float]]] = {"floor": [], "full": []}
        for number in range(pace.play_rounds):
            for name, program in (("floor", floor), ("full", full)):
                rounds[name].append(_round(system, program, people, pace.play_seconds))
            say(f"round {number + 1} of {pace.play_rounds}: {_ratio(rounds, 'cpu', number):.2f} times the floor's CPU")
        counts = _counts(system, full, people)
    numbers = range(pace.play_rounds)
    return {
        **{name: spreads(figures) for name, figures in rounds.items()},
        "cpu_ratio": spread([_ratio(rounds, "cpu", number) for number in numbers]),
        "rate_ratio": spread([_ratio(rounds, "rate", number) for number in numbers]),
        **counts,
    }


def _ratio(rounds: dict[str, list[dict[str, float]]], figure: str, number: int) -> float:
    return rounds["full"][number][figure] / rounds["floor"][number][figure]


def _round(system: System, program: Gunicorn, people: list[players.Player], seconds: float) -> dict[str, float]:
    """CPU in seconds per 1 000 plays, latency in milliseconds."""
    with cpu_of(program, system.database, system.redis) as spent:
        got = load(program.url, people, seconds=seconds)
    each = 1000 / got.requests
    return {
        "rate": got.rate,
        "cpu": spent[program.name] * each,
        "database_cpu": spent[system.database.name] * each,
        "redis_cpu": spent[system.redis.name] * each,
        "p50_ms": got.p50,
        "p99_ms": got.p99,
    }


def _counts(system: System, program: Gunicorn, people: list[players.Player]) -> dict[str, float]:
    """As counted by the servers. Includes a few statements of background tasks, so it is rounded."""
    before = statements(system), redis_commands(system)
    plays = load(program.url, people, seconds=2, connections=1).requests
    after = statements(system), redis_commands(system)
    asked = sum(after[1].get(name, 0) - before[1].get(name, 0) for name in COMMANDS)
    return {
        "statements_per_play": round((after[0] - before[0]) / plays, 1),
        "redis_commands_per_play": round(asked / plays, 1),
    }
