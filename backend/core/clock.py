"""Two clocks: the database's, which all processes share, for what a row says; this process's for what a token says.

The clocks of hosts differ. Up to LEEWAY_SECONDS that has no effect; beyond that it is logged as an error. The
difference is a metric (`numberplay_clock_offset_seconds`).
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

import structlog
from django.db import connection
from django.db.models import DateTimeField, Func

from core.metrics import definitions as metrics

logger = structlog.get_logger(__name__)

LEEWAY_SECONDS = 10
LOG_INTERVAL_SECONDS = 60.0

# In UTC: MySQL's CURRENT_TIMESTAMP, which Django's `Now()` is, depends on the time zone of the connection.
NOW_SQL = {"mysql": "UTC_TIMESTAMP(6)", "sqlite": "STRFTIME('%Y-%m-%d %H:%M:%f', 'NOW')"}


class DatabaseNow(Func):
    """The time of the database that carries out the statement, the same throughout the statement."""

    output_field = DateTimeField()

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        return NOW_SQL[connection.vendor].replace("%", "%%"), []


def database_now() -> datetime:
    """One statement. Compares the two clocks on the way."""
    asked = time.time()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {NOW_SQL[connection.vendor]}")
        now = parsed(cursor.fetchone()[0])
    compare(now, asked=asked)
    return now


def parsed(now: datetime | str) -> datetime:
    """What a driver gives for NOW_SQL."""
    return datetime.fromisoformat(str(now)).replace(tzinfo=UTC)


def has_passed(moment: float) -> bool:
    """`moment` in seconds since the epoch. True when it has passed by every clock within the leeway of this one."""
    return time.time() >= moment + LEEWAY_SECONDS


def compare(database: datetime, *, asked: float) -> None:
    """`database` is its time between `asked` (by `time.time()`) and now; what that allows is no difference."""
    there = database.timestamp()
    offset = min(0.0, time.time() - there) + max(0.0, asked - there)
    metrics.CLOCK_OFFSET.set(offset)
    if abs(offset) > LEEWAY_SECONDS:
        _warn(offset)


_warned_at = -LOG_INTERVAL_SECONDS


def _warn(offset: float) -> None:
    global _warned_at
    if time.monotonic() - _warned_at >= LOG_INTERVAL_SECONDS:
        _warned_at = time.monotonic()
        logger.error("clock.differs", seconds=round(offset, 1), allowed=LEEWAY_SECONDS)
