"""Tasks that send email."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from accounts.mail.delivery import deliver
from accounts.models import Mail
from core.clock import DatabaseNow
from core.tasks.queue import enqueue
from core.tasks.retries import RETRIED

SWEPT_AT_ONCE = 500
KEPT = timedelta(days=30)


@shared_task(name="accounts.tasks.send_mail")
def send_mail(mail_id: str) -> None:
    """Sends the email once, however often the task is queued. The row stores whether and when to retry."""
    pause = deliver(mail_id)
    if pause is not None:
        enqueue(send_mail, mail_id, seconds=pause)


@shared_task(name="accounts.tasks.sweep_mails")
def sweep_mails() -> int:
    """Queues emails that couldn't be queued before, or whose worker died. Returns their number."""
    due = Mail.objects.filter(state=Mail.WAITING, due_at__lte=DatabaseNow()).order_by("due_at")
    return sum(enqueue(send_mail, str(key)) for key in due.values_list("pk", flat=True)[:SWEPT_AT_ONCE])


@shared_task(name="accounts.tasks.clear_old_mails", **RETRIED)
def clear_old_mails() -> int:
    """Deletes emails older than a month, whose links have all expired. Returns their number."""
    old, _ = Mail.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
    return old
