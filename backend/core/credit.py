"""What a client may make a socket do before it counts as flooding."""

from __future__ import annotations

import time
from collections.abc import Callable

CAPACITY = 240.0
REFILL_PER_SECOND = 20.0


class Credit:
    """Spent before a frame is even parsed; given back for work that another limit already bounds."""

    __slots__ = ("_at", "_clock", "_left")

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._left = CAPACITY
        self._at = clock()

    def spend(self) -> bool:
        now = self._clock()
        self._left = min(CAPACITY, self._left + (now - self._at) * REFILL_PER_SECOND)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True

    def give_back(self) -> None:
        self._left = min(CAPACITY, self._left + 1)
