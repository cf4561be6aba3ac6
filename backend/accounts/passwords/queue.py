"""Queues password hashing, which is slow by design, so that it doesn't slow down other requests.

Each process computes one hash at a time, at a low priority. Others wait for up to WAIT_SECONDS; under gunicorn they
don't occupy a worker thread while they wait (`config.processes.hashing_worker`).
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from core.api.exceptions import ServiceUnavailable
from core.middleware import arrival

T = TypeVar("T")

PRIORITY = 10  # niceness; at 19, the lowest priority, a busy machine would hardly compute any hashes
WAIT_SECONDS = 8.0
MAX_WAITING = 256  # about as many as one core computes in WAIT_SECONDS


class Overloaded(ServiceUnavailable):
    """The hash can't be computed within the time limit."""

    wait = 2


class _Queue:
    """Counts the requests whose hash is being computed or is queued."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._length = 0

    def refuse_flood(self) -> None:
        """Call it before a request does any work. Raises Overloaded."""
        if self._length >= MAX_WAITING or arrival.seconds_waited() >= WAIT_SECONDS:
            raise Overloaded

    def __enter__(self) -> None:
        with self._lock:
            self.refuse_flood()
            self._length += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._length -= 1


def _lower_priority() -> None:
    """Lowers the thread's priority, on Linux only: elsewhere, the thread's id might be the id of another process."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), PRIORITY)


hashing_queue = _Queue()
_executor = ThreadPoolExecutor(1, thread_name_prefix="hashing", initializer=_lower_priority)


def compute(work: Callable[[], T]) -> T:
    """Runs `work` when its turn comes, and returns its result. Blocks. Raises Overloaded."""
    with hashing_queue:
        left = WAIT_SECONDS - arrival.seconds_waited()
        computing = _executor.submit(work)
        try:
            return computing.result(timeout=left)
        except TimeoutError:
            computing.cancel()
            raise Overloaded from None
