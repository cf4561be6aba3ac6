"""Since when the request of the calling thread has waited, where a server lets requests wait without a thread."""

from __future__ import annotations

import threading
import time


class _Current(threading.local):
    at: float | None = None  # by the monotonic clock


current = _Current()


def seconds_waited() -> float:
    return 0.0 if current.at is None else time.monotonic() - current.at
