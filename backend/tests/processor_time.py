"""How long the threads of this test run have executed and have waited for a CPU, according to Linux."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Sample:
    """In seconds. `ran` and `waited` are by thread; `busy` is the time for which all CPUs executed anything."""

    at: float
    busy: float
    ran: dict[str, float] = field(default_factory=dict)
    waited: dict[str, float] = field(default_factory=dict)


def of_this_test_run() -> Sample:
    """Includes this process, all processes that it has started, and the services started for it."""
    sample = Sample(monotonic(), _busy())
    processes = [str(os.getppid() if os.environ.get("TEST_SERVICES") == "own" else os.getpid())]
    while processes:
        for thread in _threads(processes.pop()):
            try:
                ran, waited, _ = (thread / "schedstat").read_text().split()
                processes += (thread / "children").read_text().split()
            except (OSError, ValueError):  # it has ended
                continue
            sample.ran[thread.name], sample.waited[thread.name] = int(ran) / 1e9, int(waited) / 1e9
    return sample


def _threads(process: str) -> Iterator[Path]:
    try:
        yield from Path(f"/proc/{process}/task").iterdir()
    except OSError:
        return


def _busy() -> float:
    try:
        first, _, _ = Path("/proc/stat").read_text().partition("\n")
    except OSError:
        return 0.0
    user, nice, system, _idle, _iowait, irq, softirq, steal, *_ = (int(ticks) for ticks in first.split()[1:])
    return (user + nice + system + irq + softirq + steal) / TICKS_PER_SECOND
