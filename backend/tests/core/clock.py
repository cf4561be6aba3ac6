"""A clock that tests can set."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

# Modules whose `time` is replaced with this clock. None of them measures durations.
MODULES = (
    "accounts.sessions.revocation",
    "accounts.sessions.tokens",
    "core.clock",
    "core.rate_limits.sliding_log",
    "core.redis.local_summaries",
    "core.redis.summary_cache",
)


class Clock:
    """Sets the wall clock and the monotonic clock `ahead` seconds ahead."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def move(self, seconds: float) -> None:
        self.ahead += seconds

    def time(self) -> float:
        return time.time() + self.ahead

    def monotonic(self) -> float:
        return time.monotonic() + self.ahead

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.ahead)


def moved_by_hand(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock.now)
    for module in MODULES:
        monkeypatch.setattr(f"{module}.time", clock)
    return clock
