"""Work of the accounts that may wait: mail, and sweeping up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from celery import Task, shared_task
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import Session, User
from core.queue import enqueue

LEFT_OUT_AFTER = timedelta(minutes=10)
SWEPT_AT_ONCE = 500
ENDED_KEPT = timedelta(days=30)


@shared_task(
    bind=True,
    autoretry_for=(OSError,),  # smtplib's errors are OSErrors
    max_retries=8,
    retry_backoff=5,
    retry_backoff_max=1800,  # below the broker's visibility timeout, or the task would be delivered twice
    retry_jitter=True,
)
def send_welcome_mail(self: Task[Any, Any], user_id: int) -> bool:
    """Once an account, however often it is queued. False if there was nothing to send."""
    user = User.objects.filter(pk=user_id, welcomed_at=None, is_active=True).first()
    if user is None:
        return False
    text = render_to_string("accounts/welcome.txt", {"user": user})
    send_mail("Welcome to NumberPlay", text, None, [user.email])
    User.objects.filter(pk=user_id).update(welcomed_at=timezone.now())
    return True


@shared_task
def sweep_welcome_mails() -> int:
    """Queues what a broker fault left out. Gives the number."""
    missed = User.objects.filter(
        welcomed_at=None, is_active=True, date_joined__lt=timezone.now() - LEFT_OUT_AFTER
    ).values_list("pk", flat=True)
    return sum(enqueue(send_welcome_mail, user_id) for user_id in missed[:SWEPT_AT_ONCE])


@shared_task
def clear_ended_sessions() -> int:
    """Deletes sessions that ended, or could have been used last, a month ago. Gives the number."""
    limit = timezone.now() - ENDED_KEPT
    ended, _ = Session.objects.filter(ended_at__lt=limit).delete()
    idle, _ = Session.objects.filter(ended_at=None, last_used_at__lt=limit).delete()
    return ended + idle
