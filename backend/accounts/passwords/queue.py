"""Hashes are slow by design, which must not slow down those who play.

Each process computes one at a time, at a low priority. The others wait in turn, for WAIT_SECONDS at most; under
gunicorn without holding one of its threads (`config.processes.hashing_worker`).
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from core.api.errors import ServiceUnavailable
from core.middleware import arrival

T = TypeVar("T")

PRIORITY = 10  # of 19 down to 0: at 19 a busy machine would hardly compute any
WAIT_SECONDS = 8.0
MAX_WAITING = 256  # about as many as a core can do in that time


class Overloaded(ServiceUnavailable):
    """Its turn would not come in time."""

    wait = 2


class _Queue:
    """Whose hash is computed or awaited."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._length = 0

    def refuse_flood(self) -> None:
        """Before a request costs anything. Raises Overloaded."""
        if self._length >= MAX_WAITING or arrival.seconds_waited() >= WAIT_SECONDS:
            raise Overloaded

    def __enter__(self) -> None:
        with self._lock:
            self.refuse_flood()
            self._length += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._length -= 1


def _give_way() -> None:
    """On Linux a thread has a priority of its own; elsewhere its number might be that of another process."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), PRIORITY)


queue = _Queue()
_executor = ThreadPoolExecutor(1, thread_name_prefix="hashing", initializer=_give_way)


def compute(work: Callable[[], T]) -> T:
    """What `work` gives. Blocks for its turn. Raises Overloaded."""
    with queue:
        left = WAIT_SECONDS - arrival.seconds_waited()
        computing = _executor.submit(work)
        try:
            return computing.result(timeout=left)
        except TimeoutError:
            computing.cancel()
            raise Overloaded from None
