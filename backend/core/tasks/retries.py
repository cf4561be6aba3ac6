"""Retries tasks that failed because a service was unavailable.

Use it for tasks that nothing else would run again before the next night. Work that is recorded in the database, such as
emails and exports, is found there by a sweep instead.
"""

from __future__ import annotations

from typing import Any

from django.db import InterfaceError, InternalError, OperationalError
from redis.exceptions import RedisError

# Options for `shared_task`. Apart from jitter, retries after 15 s and then twice as long each time, for over an hour.
RETRIED: dict[str, Any] = {
    "autoretry_for": (OperationalError, InterfaceError, InternalError, RedisError, OSError),
    "retry_backoff": 15,
    "retry_backoff_max": 900,
    "retry_jitter": True,
    "max_retries": 10,
}
