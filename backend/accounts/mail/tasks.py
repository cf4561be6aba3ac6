"""Tasks that send email."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from accounts.mail.delivery import deliver
from accounts.models import Mail
from core.clock import DatabaseNow
from core.tasks.queue import enqueue

SWEPT_AT_ONCE = 500
KEPT = timedelta(days=30)


@shared_task(name="accounts.tasks.send_mail")
def send_mail(mail_id: str) -> None:
    """However often it is queued, the mail is sent once; the row says whether, and when again."""
    pause = deliver(mail_id)
    if pause is not None:
        enqueue(send_mail, mail_id, seconds=pause)


@shared_task(name="accounts.tasks.sweep_mails")
def sweep_mails() -> int:
    """Queues what no broker took, and what a worker died over. Gives the number."""
    due = Mail.objects.filter(state=Mail.WAITING, due_at__lte=DatabaseNow()).order_by("due_at")
    return sum(enqueue(send_mail, str(key)) for key in due.values_list("pk", flat=True)[:SWEPT_AT_ONCE])


@shared_task(name="accounts.tasks.clear_old_mails")
def clear_old_mails() -> int:
    """Deletes what was written a month ago; no link of it works any more. Gives the number."""
    old, _ = Mail.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
    return old
