"""Two clocks: times in rows are compared with the database's clock, and those in tokens with this process's clock.

The clocks of hosts differ. A difference of up to LEEWAY_SECONDS has no effect; a larger one is logged as an error. The
difference is exported as a metric (`clock_offset_seconds`).
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from django.db import connection
from django.db.models import DateTimeField, Func

from core.metrics.definitions import CLOCK_OFFSET

logger = structlog.get_logger(__name__)

LEEWAY_SECONDS = 10
LOG_INTERVAL_SECONDS = 60.0

# The time in UTC. Django's `Now()` is CURRENT_TIMESTAMP, which depends on the connection's time zone in MySQL.
NOW_SQL = {"mysql": "UTC_TIMESTAMP(6)", "sqlite": "STRFTIME('%Y-%m-%d %H:%M:%f', 'NOW')"}


def ago_sql(vendor: str, period: timedelta) -> str:
    """Returns an expression for the time `period` before NOW_SQL."""
    seconds = int(period.total_seconds())
    if vendor == "sqlite":
        return f"STRFTIME('%Y-%m-%d %H:%M:%f', 'NOW', '-{seconds} seconds')"
    return f"{NOW_SQL[vendor]} - INTERVAL {seconds} SECOND"


class DatabaseNow(Func):
    """The database's current time, which is constant within a statement."""

    output_field = DateTimeField()

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        return NOW_SQL[connection.vendor].replace("%", "%%"), []


def database_now() -> datetime:
    """Executes one statement, and also compares the two clocks."""
    asked = time.time()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {NOW_SQL[connection.vendor]}")
        now = parsed(cursor.fetchone()[0])
    compare(now, asked=asked)
    return now


def parsed(now: datetime | str) -> datetime:
    """Converts the value of NOW_SQL that a driver returns."""
    return datetime.fromisoformat(str(now)).replace(tzinfo=UTC)


def has_passed(moment: float) -> bool:
    """Returns whether `moment` (seconds since the epoch) has passed on all clocks within the leeway of this one."""
    return time.time() >= moment + LEEWAY_SECONDS


def compare(database: datetime, *, asked: float) -> None:
    """`database` was read between `asked` (`time.time()`) and now. Differences within that interval are ignored."""
    there = database.timestamp()
    offset = min(0.0, time.time() - there) + max(0.0, asked - there)
    CLOCK_OFFSET.set(offset)
    if abs(offset) > LEEWAY_SECONDS:
        _warn(offset)


_warned_at = -LOG_INTERVAL_SECONDS


def _warn(offset: float) -> None:
    global _warned_at
    if time.monotonic() - _warned_at >= LOG_INTERVAL_SECONDS:
        _warned_at = time.monotonic()
        logger.error("clock.differs", seconds=round(offset, 1), allowed=LEEWAY_SECONDS)
