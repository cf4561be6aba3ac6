"""Hands work to the workers. A broker that is away is logged and counted, and never undoes what was already saved."""

from __future__ import annotations

from typing import Any

import structlog
from celery import Task
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from core import metrics

logger = structlog.get_logger(__name__)


def enqueue(task: Task[Any, Any], *args: Any) -> bool:
    """To be called after the commit. False if nobody took it: a sweeper has to find the work in the database."""
    try:
        task.apply_async(args=args, retry=False)
    except (OperationalError, RedisError, OSError) as error:
        metrics.QUEUE_FAULTS.labels(task.name).inc()
        logger.warning("task.not_queued", task=task.name, error=type(error).__name__)
        return False
    return True
