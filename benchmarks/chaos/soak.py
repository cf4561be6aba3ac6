"""Memory and connections of the processes over time, and what they log."""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.chaos.checker.difference import Difference
from benchmarks.chaos.history import now
from benchmarks.chaos.stack import System
from benchmarks.system import tree

PAUSE_SECONDS = 5.0
MEBIBYTE = 2**20
TEN_MINUTES = 600.0
SLOPE_MEBIBYTES = 1.0  # in ten minutes
SPREAD = 4  # connections of a process that come and go
ERROR = re.compile(r'"level": ?"(error|critical)"|\[(error|critical) *\]|^Traceback', re.MULTILINE)


@dataclass(frozen=True)
class Sample:
    at: float
    bytes: int
    connections: int


class Watch:
    def __init__(self, system: System) -> None:
        self._system = system
        self.samples: dict[str, list[Sample]] = defaultdict(list)

    async def run(self) -> None:
        """Until it is cancelled. What is gone at the moment has no sample."""
        while True:
            for name, server in self._system.servers.items():
                with suppress(OSError, RuntimeError):
                    self.samples[name].append(sample(server.pid))
            await asyncio.sleep(PAUSE_SECONDS)

    def errors(self) -> dict[str, int]:
        """By process, how many of its log lines are errors."""
        return {name: len(ERROR.findall(program.log)) for name, program in self._system.programs.items()}


def sample(pid: int) -> Sample:
    """The private memory of a process and its children, and their open sockets."""
    memory = connections = 0
    for one in tree(pid):
        rollup = Path(f"/proc/{one}/smaps_rollup").read_text()
        memory += sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Private_")) * 1024
        connections += sum(1 for _ in _sockets(one))
    return Sample(now(), memory, connections)


def _sockets(pid: int) -> Iterator[Path]:
    for link in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):
            if str(link.readlink()).startswith("socket:"):
                yield link


def slope(samples: Sequence[Sample]) -> float:
    """Mebibytes in ten minutes, after the first third, by least squares."""
    rest = samples[len(samples) // 3 :]
    mean_at = sum(one.at for one in rest) / len(rest)
    mean = sum(one.bytes for one in rest) / len(rest)
    spread = sum((one.at - mean_at) ** 2 for one in rest)
    rise = sum((one.at - mean_at) * (one.bytes - mean) for one in rest)
    return rise / spread * TEN_MINUTES / MEBIBYTE if spread else 0.0


def grown(samples: dict[str, list[Sample]]) -> Iterator[Difference]:
    for name, of_one in samples.items():
        rise = slope(of_one)
        if rise > SLOPE_MEBIBYTES:
            yield Difference("memory", f"{name}: {rise:.2f} MiB in 10 minutes")
        counts = [one.connections for one in of_one[len(of_one) // 3 :]]
        if max(counts) - min(counts) > SPREAD:
            yield Difference("connections", f"{name}: from {min(counts)} to {max(counts)}")


def logged(errors: dict[str, int]) -> Iterator[Difference]:
    for name, count in errors.items():
        if count:
            yield Difference("errors logged", f"{name}: {count}")
