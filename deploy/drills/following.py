"""A drill, and how it is followed."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass

from system import System, wait

Check = Callable[[], bool]
Steps = Generator[Check | None, None, None]


@dataclass(frozen=True)
class Drill:
    """`fault` provokes it and yields. Then it follows the runbook, and may yield a check of whether the system has
    recovered; without one, a play has to succeed.

    `faster` starts a Prometheus for this drill, whose windows and delays are that many times shorter. `without` are
    alerts that must not fire, because then the fault was another one.
    """

    alerts: tuple[str, ...]
    what: str
    cure: str
    fault: Callable[[System], Steps]
    faster: int | None = None
    seconds: float = 100  # at most
    without: tuple[str, ...] = ()


def follow(drill: Drill, system: System) -> tuple[float, float] | None:
    """Seconds from the fault to the alerts, and from the first step of the cure to recovery."""
    with closing(drill.fault(system)) as steps:
        next(steps)
        noticed = wait(lambda: set(drill.alerts) <= system.prometheus.firing(), drill.seconds)
        firing, cured = system.prometheus.firing(), time.monotonic()
        has_recovered = next(steps, None) or system.plays
        recovered = wait(has_recovered, drill.seconds)
        took = time.monotonic() - cured
        next(steps, None)
    if noticed is None or recovered is None or firing & set(drill.without):
        print(
            f"{', '.join(drill.alerts)}: noticed {noticed}, recovered {recovered}, firing {sorted(firing)}", flush=True
        )
        return None
    return noticed, took
