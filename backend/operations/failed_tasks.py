"""Records failed background tasks, for the admin."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from celery.signals import task_failure
from django.db import DatabaseError

from core.middleware import request_log
from operations.models import TaskFailure


@task_failure.connect
def record(sender: Any, exception: BaseException, **_: Any) -> None:
    """If the database is unavailable too, the failure is only logged."""
    with suppress(DatabaseError):
        error = type(exception).__name__
        TaskFailure.objects.create(task=sender.name, error=error, request_id=request_log.request_id())
