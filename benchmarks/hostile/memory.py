"""The peak memory of each process."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks.meters import PAGE

LOOK_SECONDS = 0.5
MEGABYTE = 1024 * 1024


@contextmanager
def watched(pids: Mapping[str, int]) -> Iterator[dict[str, float]]:
    """Resident memory in MiB, by process name."""
    most: dict[str, float] = dict.fromkeys(pids, 0.0)
    end = threading.Event()

    def watch() -> None:
        while not end.wait(LOOK_SECONDS):
            for name, pid in pids.items():
                most[name] = max(most[name], _resident(pid))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield most
    finally:
        end.set()
        thread.join()


def _resident(pid: int) -> float:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE / MEGABYTE
