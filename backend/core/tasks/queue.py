"""Hands work to the workers. A broker that is away is logged and counted, and never undoes what was already saved."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import redis
import structlog
from celery import Task, current_app
from django.conf import settings
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from core.metrics import definitions as metrics
from core.tasks.background import background

logger = structlog.get_logger(__name__)

SWEEP_SECONDS = 60
BROKER_TIMEOUTS = {"socket_timeout": 1, "socket_connect_timeout": 1}


def enqueue(task: Task[Any, Any], *args: Any, seconds: float = 0) -> bool:
    """To be done in so many seconds. To be called after the commit.

    False if nobody took it: a sweeper has to find the work in the database.
    """
    if current_app.conf.task_always_eager:
        background.put(lambda: task.apply(args=args), seconds=seconds)
        return True
    try:
        task.apply_async(args=args, countdown=seconds, retry=False)
    except (OperationalError, RedisError, OSError) as error:
        metrics.QUEUE_FAULTS.labels(task.name).inc()
        logger.warning("task.not_queued", task=task.name, error=type(error).__name__)
        return False
    return True


@contextmanager
def broker_client() -> Iterator[redis.Redis]:
    """A short connection to the broker, as Celery is configured: over TLS, and to the primary that Sentinels name.

    Raises kombu's OperationalError or a RedisError where it is away.
    """
    with current_app.connection_for_write(transport_options=BROKER_TIMEOUTS) as connection:
        channel: Any = connection.default_channel
        yield cast("redis.Redis", channel.client)


def sweep_here() -> None:
    """Without a broker there is no beat: from now on this process does what beat would have queued (`SWEEPS`)."""
    if current_app.conf.task_always_eager:
        background.put(sweep_here, seconds=SWEEP_SECONDS)
        for name in settings.SWEEPS:
            current_app.tasks[name].apply()
