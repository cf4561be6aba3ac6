"""What is for operators is cleared: failures of tasks after a month, sessions and rows of processes that are over."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from core.models import WriteProbe
from operations.models import TaskFailure

KEPT = timedelta(days=30)
PROBES_KEPT = timedelta(days=1)  # a process that is still there writes its row again


@shared_task(name="config.tasks.clear_task_failures")
def clear_task_failures() -> int:
    """Gives the number."""
    old, _ = TaskFailure.objects.filter(failed_at__lt=timezone.now() - KEPT).delete()
    return old


@shared_task(name="config.tasks.clear_operator_sessions")
def clear_operator_sessions() -> None:
    """Django deletes a session when its operator signs out, and those that ran out never."""
    import_string(f"{settings.SESSION_ENGINE}.SessionStore").clear_expired()


@shared_task(name="config.tasks.clear_write_probes")
def clear_write_probes() -> int:
    """Deletes the rows of processes that are gone. Gives the number."""
    old, _ = WriteProbe.objects.filter(probed_at__lt=timezone.now() - PROBES_KEPT).delete()
    return old
