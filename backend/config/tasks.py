"""What is for operators is cleared: failures of tasks after a month, their own sessions when they are over."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from config.models import TaskFailure

KEPT = timedelta(days=30)


@shared_task
def clear_task_failures() -> int:
    """Gives the number."""
    old, _ = TaskFailure.objects.filter(failed_at__lt=timezone.now() - KEPT).delete()
    return old


@shared_task
def clear_operator_sessions() -> None:
    """Django deletes a session when its operator signs out, and those that ran out never."""
    import_string(f"{settings.SESSION_ENGINE}.SessionStore").clear_expired()
