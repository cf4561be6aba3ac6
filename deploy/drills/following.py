"""A drill, and how it is followed."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass
from typing import NamedTuple

from system import System, wait

Check = Callable[[], bool]
Steps = Generator[Check | None, None, None]


@dataclass(frozen=True)
class Drill:
    """`fault` provokes the fault and yields. Then it follows the runbook, and may yield a check of whether the system
    has recovered; without one, a play has to succeed.

    `faster` starts a Prometheus for this drill, whose windows and delays are that many times shorter. `without` are
    alerts that must not fire, because they would mean that a different fault had occurred.
    """

    alerts: tuple[str, ...]
    what: str
    cure: str
    fault: Callable[[System], Steps]
    faster: int | None = None
    seconds: float = 100  # at most
    without: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return ", ".join(self.alerts)


class Times(NamedTuple):
    """Seconds from the fault until all alerts fire, and from the first step of the cure to recovery."""

    fired: float
    recovered: float


def follow(drill: Drill, system: System) -> Times | None:
    """None if an alert didn't fire, the system didn't recover, or a step of the runbook had no effect."""
    try:
        system.wait_until_quiet((*drill.alerts, *drill.without))
        with closing(drill.fault(system)) as steps:
            return _follow(drill, system, steps)
    except Exception:  # the other drills follow
        traceback.print_exc()
        return None


def _follow(drill: Drill, system: System, steps: Steps) -> Times | None:
    system.breaks_now()
    next(steps)
    has_fired = wait(lambda: set(drill.alerts) <= system.prometheus.firing(), drill.seconds) is not None
    firing, cured_at = system.prometheus.firing(), time.monotonic()
    has_recovered = wait(next(steps, None) or system.plays, drill.seconds) is not None
    times = Times(cured_at - system.broken_at, time.monotonic() - cured_at)
    next(steps, None)
    if has_fired and has_recovered and not firing & set(drill.without):
        return times
    print(f"{drill.name}: fired {has_fired}, recovered {has_recovered}, firing {sorted(firing)}", flush=True)
    return None
