"""Plans the faults, deterministically from the seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

KILL, FREEZE, FLUSH, COMMITS, MESSAGES = "kill", "freeze", "flush", "commits", "messages"

NONE = "none"

WEB, SOCKET, WORKER, EDGE = "web", "socket", "worker", "edge"
DATABASE, REDIS = "database", "redis"

DOWN_SECONDS = (0.0, 3.0)  # from the kill to the restart
FROZEN_SECONDS = {WEB: (1.0, 4.0), SOCKET: (1.0, 4.0), REDIS: (1.0, 8.0), DATABASE: (10.0, 20.0)}
LOSING_SECONDS = (3.0, 6.0)
CALM_SECONDS = (2.0, 6.0)  # between two faults


@dataclass(frozen=True)
class Fault:
    """The fault's name is `kill web`, `freeze database`, `commits` and so on. The last two kinds have no role."""

    kind: str
    role: str = ""

    @property
    def name(self) -> str:
        return f"{self.kind} {self.role}".strip()


KILLS = tuple(Fault(KILL, role) for role in (WEB, SOCKET, WORKER, EDGE, DATABASE, REDIS))
FREEZES = tuple(Fault(FREEZE, role) for role in FROZEN_SECONDS)
ALL = (*KILLS, *FREEZES, Fault(FLUSH, REDIS), Fault(COMMITS), Fault(MESSAGES))


@dataclass(frozen=True)
class Injection:
    """`target` is a server's name, such as web-2, or all of them. `seconds` is the duration of the fault."""

    fault: Fault
    target: str
    seconds: float
    calm: float  # before it


def chosen(names: Sequence[str]) -> tuple[Fault, ...]:
    """Returns the faults with these names: `kill` and `freeze` mean all of a kind, `none` means none.

    Raises ValueError for an unknown name.
    """
    faults = tuple(fault for fault in ALL if fault.name in names or fault.kind in names)
    if unknown := set(names) - {fault.name for fault in faults} - {fault.kind for fault in faults} - {NONE}:
        raise ValueError(f"no such fault: {', '.join(sorted(unknown))}")
    return faults


def plan(chance: random.Random, faults: Sequence[Fault], targets: Mapping[str, Sequence[str]]) -> Iterator[Injection]:
    """Yields faults endlessly: each once per round, in a new random order."""
    while faults:
        for fault in chance.sample(faults, len(faults)):
            target = chance.choice(targets[fault.role]) if fault.role else "all"
            seconds = chance.uniform(*_bounds(fault))
            yield Injection(fault, target, seconds, chance.uniform(*CALM_SECONDS))


def _bounds(fault: Fault) -> tuple[float, float]:
    if fault.kind == KILL:
        return DOWN_SECONDS
    if fault.kind == FREEZE:
        return FROZEN_SECONDS[fault.role]
    return (0.0, 0.0) if fault.kind == FLUSH else LOSING_SECONDS
