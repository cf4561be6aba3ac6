"""When the current request arrived, if the server queued it before a thread took it."""

from __future__ import annotations

import threading
import time


class _Current(threading.local):
    at: float | None = None  # monotonic


current = _Current()


def seconds_waited() -> float:
    return 0.0 if current.at is None else time.monotonic() - current.at
