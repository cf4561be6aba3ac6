"""Signing in. Hashing a password is deliberately expensive, and each worker computes one hash at a time."""

from __future__ import annotations

import time
from typing import Any

from benchmarks.accounts.stack import PASSWORD, Client
from benchmarks.figures import latencies, spreads
from benchmarks.meters import cpu_of
from benchmarks.pace import Pace
from benchmarks.progress import say
from benchmarks.system import System
from tests.processes.programs import Gunicorn

LOGINS = 40


def measure(system: System, pace: Pace) -> dict[str, Any]:
    """Signs in repeatedly, one after another, like a person. CPU in milliseconds per login."""
    with system.http() as program:
        client = Client(program.port)
        name = f"login_{time.time_ns()}"
        client.register(name)
        rounds = [_round(program, client, f"{name}@example.com") for _ in range(pace.rounds)]
    found = spreads(rounds)
    say(f"logins: {found}")
    return found


def _round(program: Gunicorn, client: Client, email: str) -> dict[str, float]:
    waits = []
    with cpu_of(program) as spent:
        for _ in range(LOGINS):
            status, answer, seconds = client.post("/auth/api/login/", {"email": email, "password": PASSWORD})
            if status != 200:
                raise RuntimeError(f"{status} {answer}")
            waits.append(seconds)
    figures = latencies(waits)
    return {"cpu_ms": 1000 * spent[program.name] / LOGINS, "p50_ms": figures["p50_ms"], "p99_ms": figures["p99_ms"]}
