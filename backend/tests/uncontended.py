"""Durations without the time for which other programs kept the tests and their programs from running.

The contract's time limits are about the product, and other suites and builds run in parallel. Time doesn't count
while a thread of this test run was ready to run, but the CPU executed something else. What the test run itself
executes always counts, so that a slow product still fails. Without Linux's /proc, all time counts.
"""

from __future__ import annotations

import asyncio
import threading
from bisect import bisect
from collections.abc import Awaitable, Callable
from functools import cache
from time import monotonic
from time import sleep as pause
from typing import TypeVar

from tests.processor_time import Sample, of_this_test_run

INTERVAL_SECONDS = 0.2
NEWEST_SECONDS = 0.05  # a measurement that is newer isn't repeated
TICKS_SECONDS = 0.1  # the kernel counts the time of all programs in ticks, and may count some late

T = TypeVar("T")


def since(began: float) -> float:
    """The seconds since that time of `time.monotonic()`."""
    return between(began, monotonic())


def between(began: float, ended: float) -> float:
    """The seconds between two times of `time.monotonic()`."""
    meter = _meter()
    return ended - began - (meter.lost_until(ended) - meter.lost_until(began))


def sleep(seconds: float) -> None:
    """Waits until the programs have had that much time."""
    began = monotonic()
    while (left := seconds - since(began)) > 0:
        pause(max(left, 0.01))


async def wait_for(work: Awaitable[T], seconds: float) -> T:
    """Like `asyncio.wait_for`."""
    task, began = asyncio.ensure_future(work), monotonic()
    try:
        while not task.done() and (left := seconds - since(began)) > 0:
            await asyncio.wait({task}, timeout=max(left, 0.01))
        if not task.done():
            raise TimeoutError
        return task.result()
    finally:
        task.cancel()


def start() -> None:
    """Starts measuring."""
    _meter()


class Meter:
    """Has to measure continuously, because a thread's figures are gone when it ends."""

    def __init__(self, sample: Callable[[], Sample]) -> None:
        self._sample = sample
        self._lock = threading.Lock()
        self._before = sample()
        self._times, self._lost = [self._before.at], [0.0]
        self._counted_early = 0.0

    def measure(self) -> None:
        with self._lock:
            before, after = self._before, self._sample()
            ran, waited = _growth(before.ran, after.ran), _growth(before.waited, after.waited)
            others = after.busy - before.busy - ran - self._counted_early
            self._counted_early = min(max(-others, 0.0), TICKS_SECONDS)
            denied = min(waited, max(others, 0.0))
            self._times.append(after.at)
            self._lost.append(self._lost[-1] + _lost(after.at - before.at, ran=ran, denied=denied))
            self._before = after

    def lost_until(self, moment: float) -> float:
        """The time lost from the first measurement until `moment`."""
        if moment > self._times[-1] + NEWEST_SECONDS:
            self.measure()
        with self._lock:
            place = bisect(self._times, moment)
            if place in (0, len(self._times)):
                return self._lost[place - 1] if place else 0.0
            (began, ended), (before, after) = self._times[place - 1 : place + 1], self._lost[place - 1 : place + 1]
            return before + (after - before) * (moment - began) / (ended - began)

    def run(self) -> None:
        while True:
            pause(INTERVAL_SECONDS)
            self.measure()


@cache
def _meter() -> Meter:
    meter = Meter(of_this_test_run)
    threading.Thread(target=meter.run, name="contention", daemon=True).start()
    return meter


def _lost(seconds: float, *, ran: float, denied: float) -> float:
    """Threads that waited side by side would also have run side by side."""
    return denied * min(1.0, seconds / (ran + denied)) if denied else 0.0


def _growth(before: dict[str, float], after: dict[str, float]) -> float:
    return sum(seconds - before.get(thread, 0.0) for thread, seconds in after.items())
