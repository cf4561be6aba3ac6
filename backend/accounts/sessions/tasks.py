"""Tasks that clean up sessions."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from accounts.models import Session
from core.tasks.retries import RETRIED

KEPT = timedelta(days=30)


@shared_task(name="accounts.tasks.clear_ended_sessions", **RETRIED)
def clear_ended_sessions() -> int:
    """Deletes sessions that ended or were last used more than a month ago. Returns their number."""
    limit = timezone.now() - KEPT
    ended, _ = Session.objects.filter(ended_at__lt=limit).delete()
    idle, _ = Session.objects.filter(ended_at=None, last_used_at__lt=limit).delete()
    return ended + idle
