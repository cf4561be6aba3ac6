"""Tasks that delete old task failures, audit events, operators' sessions and write probes, and that email summaries."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.models import AuditEvent
from core.models import WriteProbe
from core.tasks.retries import RETRIED
from operations import weekly_summaries
from operations.models import TaskFailure

KEPT = timedelta(days=30)
PROBES_KEPT = timedelta(days=1)  # a process that is still running writes its row again


@shared_task(name="config.tasks.clear_task_failures", **RETRIED)
def clear_task_failures() -> int:
    """Deletes failures older than a month. Returns their number."""
    old, _ = TaskFailure.objects.filter(failed_at__lt=timezone.now() - KEPT).delete()
    return old


@shared_task(name="operations.tasks.clear_audit_events", **RETRIED)
def clear_audit_events() -> int:
    """Deletes audit events older than a month. Returns their number."""
    old, _ = AuditEvent.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
    return old


@shared_task(name="config.tasks.clear_operator_sessions", **RETRIED)
def clear_operator_sessions() -> None:
    """Deletes expired sessions, which Django never does by itself."""
    import_string(f"{settings.SESSION_ENGINE}.SessionStore").clear_expired()


@shared_task(name="config.tasks.clear_write_probes", **RETRIED)
def clear_write_probes() -> int:
    """Deletes the rows of processes that have ended. Returns their number."""
    old, _ = WriteProbe.objects.filter(probed_at__lt=timezone.now() - PROBES_KEPT).delete()
    return old


@shared_task(name="operations.tasks.email_weekly_summaries", **RETRIED)
def email_weekly_summaries() -> int:
    """Emails the previous week's summary to its subscribers. Returns the number of new emails."""
    return weekly_summaries.enqueue_all()
