"""Records failed background tasks, and runs them again at an operator's request."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import orjson
from celery import current_app
from celery.signals import task_failure
from django.db import DatabaseError
from django.utils import timezone

from core.middleware import request_log
from core.tasks import queue
from operations.models import TaskFailure


def connect() -> None:
    task_failure.connect(record)


def record(sender: Any, exception: BaseException, args: Sequence[Any] = (), kwargs: Any = None, **_: Any) -> None:
    """Records a failure in the database or, if that is unavailable too, only in the log."""
    with suppress(DatabaseError):
        TaskFailure.objects.create(
            task=sender.name,
            error=type(exception).__name__,
            request_id=request_log.request_id(),
            arguments=None if kwargs else _plain(args),
        )


def run_again(failure: TaskFailure) -> bool:
    """Queues the task with the same arguments; tasks may safely run twice. Returns False if it can't be queued."""
    current_app.loader.import_default_modules()  # a web server imports only the tasks that it queues itself
    task = current_app.tasks.get(failure.task)
    if task is None or failure.arguments is None or not queue.enqueue(task, *failure.arguments):
        return False
    TaskFailure.objects.filter(pk=failure.pk).update(run_again_at=timezone.now())
    return True


def _plain(args: Sequence[Any]) -> list[Any] | None:
    """Returns the arguments as JSON, as they would be in a queue, or None."""
    try:
        found: list[Any] = orjson.loads(orjson.dumps(list(args)))
    except TypeError:
        return None
    return found
