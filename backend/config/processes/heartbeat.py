"""A worker and beat have no port to ask: while they live they touch a file, and a health check looks how old it is.

The time in it is the monotonic clock's, which all processes of a host share and nobody sets.

`python -m config.processes.heartbeat worker` ends with 1 if the last touch is too long ago. It runs every few seconds,
so it imports the standard library alone.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

WORKER = "worker"
BEAT = "beat"
BEAT_TICK_SECONDS = 15  # Celery's worker says every 2 s that it lives
STALE_SECONDS = 60


def path(role: str) -> Path:
    return Path(tempfile.gettempdir()) / f"numberplay-{role}.alive"


def touch(role: str) -> None:
    if not path(role).exists():
        path(role).touch()
    now = time.monotonic()
    os.utime(path(role), (now, now))


def is_fresh(role: str, *, now: float) -> bool:
    """`now` is of the monotonic clock. What seems to be of the future is of another run of the host."""
    try:
        touched = path(role).stat().st_mtime
    except FileNotFoundError:
        return False
    return 0 <= now - touched <= STALE_SECONDS


if __name__ == "__main__":
    sys.exit(0 if is_fresh(sys.argv[1], now=time.monotonic()) else 1)
