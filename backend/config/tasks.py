"""Failures of tasks are shown to operators for a month."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from config.models import TaskFailure

KEPT = timedelta(days=30)


@shared_task
def clear_task_failures() -> int:
    """Gives the number."""
    old, _ = TaskFailure.objects.filter(failed_at__lt=timezone.now() - KEPT).delete()
    return old
