"""Records failed background tasks, and runs them again when an operator asks for it."""

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
    """If the database is unavailable too, the failure is only logged."""
    with suppress(DatabaseError):
        TaskFailure.objects.create(
            task=sender.name,
            error=type(exception).__name__,
            request_id=request_log.request_id(),
            arguments=None if kwargs else _plain(args),
        )


def run_again(failure: TaskFailure) -> bool:
    """Queues it with the same arguments. Tasks may run twice without harm. Returns False if it can't be queued."""
    current_app.loader.import_default_modules()  # a web server has imported only those that it queues itself
    task = current_app.tasks.get(failure.task)
    if task is None or failure.arguments is None or not queue.enqueue(task, *failure.arguments):
        return False
    TaskFailure.objects.filter(pk=failure.pk).update(run_again_at=timezone.now())
    return True


def _plain(args: Sequence[Any]) -> list[Any] | None:
    """The arguments if they are JSON, as they are in a queue."""
    try:
        found: list[Any] = orjson.loads(orjson.dumps(list(args)))
    except TypeError:
        return None
    return found
