"""Queues tasks. An unavailable broker is logged and counted, but never raises an exception."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import redis
import structlog
from celery import Task, current_app
from django.conf import settings
from django.utils.module_loading import import_string
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from core.metrics.definitions import QUEUE_FAULTS
from core.tasks.background import background

logger = structlog.get_logger(__name__)

SWEEP_SECONDS = 60
BROKER_TIMEOUTS = {"socket_timeout": 1, "socket_connect_timeout": 1}


def enqueue(task: Task[Any, Any], *args: Any, seconds: float = 0) -> bool:
    """Runs the task after `seconds`. Call it after the commit.

    Returns False if the task couldn't be queued. A sweep then has to find the work in the database.
    """
    if current_app.conf.task_always_eager:
        background.put(lambda: task.apply(args=args), seconds=seconds)
        return True
    try:
        task.apply_async(args=args, countdown=seconds, retry=False)
    except (OperationalError, RedisError, OSError) as error:
        QUEUE_FAULTS.labels(task.name).inc()
        logger.warning("task.not_queued", task=task.name, error=type(error).__name__)
        return False
    return True


@contextmanager
def broker_client() -> Iterator[redis.Redis]:
    """Opens a short-lived connection to the broker, configured like Celery's, with TLS and Sentinels.

    Raises kombu's OperationalError or a RedisError if the broker is unavailable.
    """
    with current_app.connection_for_write(transport_options=BROKER_TIMEOUTS) as connection:
        channel: Any = connection.default_channel
        yield cast("redis.Redis", channel.client)


def sweep_here() -> None:
    """Regularly runs the tasks in `SWEEPS` in this process, because there is no beat without a broker."""
    if current_app.conf.task_always_eager:
        background.put(sweep_here, seconds=SWEEP_SECONDS)
        for path in settings.SWEEPS:
            import_string(path).apply()
