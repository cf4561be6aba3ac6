"""The memory, connections and error logs of the product's processes over time."""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
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
SPREAD = 4  # short-lived connections
ERROR = re.compile(r'^.*(?:"level": ?"(?:error|critical)"|\[(?:error|critical) *\]|^Traceback).*$', re.MULTILINE)
SHOWN = 200  # characters of a line
CHILD = "child"  # gunicorn's processes, ordered by id


@dataclass(frozen=True)
class Sample:
    """`connections` counts those to the database and to Redis."""

    at: float
    bytes: int
    connections: int


class Watch:
    def __init__(self, system: System) -> None:
        self._system = system
        self.samples: dict[str, list[Sample]] = defaultdict(list)

    async def run(self) -> None:
        """Runs until cancelled. Processes that are down have no sample."""
        while True:
            await asyncio.to_thread(self._take)
            await asyncio.sleep(PAUSE_SECONDS)

    def _take(self) -> None:
        ours = _connections(self._system.service_ports)
        for name, program in self._system.programs.items():
            with suppress(OSError, RuntimeError):
                for number, pid in enumerate(tree(program.pid)):
                    self.samples[f"{name} {CHILD} {number}" if number else name].append(sample(pid, ours))

    def errors(self) -> dict[str, list[str]]:
        """Returns the error lines in the log of each process."""
        return {name: ERROR.findall(program.log) for name, program in self._system.programs.items()}


def sample(pid: int, ours: Set[str]) -> Sample:
    """The private memory of a process, and the number of its connections to our services."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    memory = sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Private_")) * 1024
    return Sample(now(), memory, sum(link in ours for link in _open_files(pid)))


def _connections(ports: Sequence[int]) -> set[str]:
    """The sockets connected to one of the ports, named as in the links in /proc."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return {f"socket:[{row[9]}]" for row in rows if int(row[2].partition(":")[2], 16) in ports}


def _open_files(pid: int) -> Iterator[str]:
    for link in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # closed since
            yield str(link.readlink())


def slope(samples: Sequence[Sample]) -> float:
    """The growth in MiB per ten minutes after the first third of the run, by least squares."""
    rest = samples[len(samples) // 3 :]
    mean_at = sum(one.at for one in rest) / len(rest)
    mean = sum(one.bytes for one in rest) / len(rest)
    spread = sum((one.at - mean_at) ** 2 for one in rest)
    rise = sum((one.at - mean_at) * (one.bytes - mean) for one in rest)
    return rise / spread * TEN_MINUTES / MEBIBYTE if spread else 0.0


def grown(samples: Mapping[str, Sequence[Sample]]) -> Iterator[Difference]:
    for name, of_one in samples.items():
        rise, third = slope(of_one), max(1, len(of_one) // 3)
        if rise > SLOPE_MEBIBYTES:
            yield Difference("memory", f"{name}: {rise:.2f} MiB in 10 minutes, now {of_one[-1].bytes / MEBIBYTE:.0f}")
        before = max(one.connections for one in of_one[: 2 * third][-third:])
        after = max((one.connections for one in of_one[2 * third :]), default=0)
        if after > before + SPREAD:
            yield Difference("connections", f"{name}: at most {before}, then {after}")


def logged(errors: Mapping[str, Sequence[str]]) -> Iterator[Difference]:
    for name, lines in errors.items():
        if lines:
            yield Difference("errors logged", f"{name}: {len(lines)}, the first: {lines[0][:SHOWN]}")
