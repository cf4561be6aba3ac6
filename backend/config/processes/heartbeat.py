"""Heartbeat files of workers and beat, which have no port: they touch a file, and a health check reads its age.

The file's modification time is from the monotonic clock, which all processes of a host share and which can't be set.

`python -m config.processes.heartbeat worker` exits with 1 if the last touch is too old. It runs every few seconds, so
it imports only the standard library.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

WORKER = "worker"
BEAT = "beat"
BEAT_TICK_SECONDS = 15  # Celery's worker sends a heartbeat every 2 s
STALE_SECONDS = 60


def path(role: str) -> Path:
    return Path(tempfile.gettempdir()) / f"numberplay-{role}.alive"


def touch(role: str) -> None:
    if not path(role).exists():
        path(role).touch()
    now = time.monotonic()
    os.utime(path(role), (now, now))


def is_fresh(role: str, *, now: float) -> bool:
    """`now` is monotonic. A time in the future was written before the host restarted."""
    try:
        touched = path(role).stat().st_mtime
    except FileNotFoundError:
        return False
    return 0 <= now - touched <= STALE_SECONDS


if __name__ == "__main__":
    sys.exit(0 if is_fresh(sys.argv[1], now=time.monotonic()) else 1)
