"""Work of the accounts that may wait: mail, and sweeping up."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from accounts.mail import delivery as mail_delivery
from accounts.models import Mail, Session
from accounts.two_factor import key_rotation
from core.clock import DatabaseNow
from core.tasks.queue import enqueue

SWEPT_AT_ONCE = 500
KEPT = timedelta(days=30)


@shared_task(name="accounts.tasks.send_mail")
def send_mail(mail_id: str) -> None:
    """However often it is queued, the mail is sent once; the row says whether, and when again."""
    pause = mail_delivery.deliver(mail_id)
    if pause is not None:
        enqueue(send_mail, mail_id, seconds=pause)


@shared_task(name="accounts.tasks.sweep_mails")
def sweep_mails() -> int:
    """Queues what no broker took, and what a worker died over. Gives the number."""
    due = Mail.objects.filter(state=Mail.WAITING, due_at__lte=DatabaseNow()).order_by("due_at")
    return sum(enqueue(send_mail, str(key)) for key in due.values_list("pk", flat=True)[:SWEPT_AT_ONCE])


@shared_task(name="accounts.tasks.seal_secrets_anew")
def seal_secrets_anew() -> int:
    """While the signing key is replaced: the secrets of authenticators get the new one. Gives the number."""
    return key_rotation.seal_anew()


@shared_task(name="accounts.tasks.clear_ended_sessions")
def clear_ended_sessions() -> int:
    """Deletes sessions that ended, or could have been used last, a month ago. Gives the number."""
    limit = timezone.now() - KEPT
    ended, _ = Session.objects.filter(ended_at__lt=limit).delete()
    idle, _ = Session.objects.filter(ended_at=None, last_used_at__lt=limit).delete()
    return ended + idle


@shared_task(name="accounts.tasks.clear_old_mails")
def clear_old_mails() -> int:
    """Deletes what was written a month ago; no link of it works any more. Gives the number."""
    old, _ = Mail.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
    return old
