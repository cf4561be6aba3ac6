"""Repeats tasks that failed because a service was unavailable.

For tasks that nothing else would run again before the next night. Work that is recorded in the database, such as
emails and exports, is found there by a sweep instead.
"""

from __future__ import annotations

from typing import Any

from django.db import InterfaceError, InternalError, OperationalError
from redis.exceptions import RedisError

# Options of `shared_task`. Without the jitter: after 15 s, then twice as long each time, over an hour in all.
RETRIED: dict[str, Any] = {
    "autoretry_for": (OperationalError, InterfaceError, InternalError, RedisError, OSError),
    "retry_backoff": 15,
    "retry_backoff_max": 900,
    "retry_jitter": True,
    "max_retries": 10,
}
