"""Hands work to the workers. A broker that is away is logged and counted, and never undoes what was already saved."""

from __future__ import annotations

from typing import Any

import structlog
from celery import Task, current_app
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from core import metrics
from core.background import background

logger = structlog.get_logger(__name__)


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
