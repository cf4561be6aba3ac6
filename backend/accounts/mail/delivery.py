"""Sends an email, usually once: if a worker dies between sending and recording it, the email is sent again.

`due_at` is the end of a lease while a worker sends the email, and the time of the next attempt after a failure. Both
use the clock of the database, so that a worker whose clock is wrong can't extend them.
"""

from __future__ import annotations

import random
import smtplib
from datetime import timedelta

import structlog
from django.conf import settings
from django.db.models import F, QuerySet
from django.utils import timezone

from accounts import metrics
from accounts.mail.kinds import KINDS, VERIFY
from accounts.mail.links import is_expired
from accounts.mail.messages import message_of
from accounts.mail.subscriptions import is_subscribed
from accounts.models import Mail
from core.clock import DatabaseNow, database_now
from core.db.transactions import retried
from core.tracing import spans

LEASE = timedelta(minutes=2)
CLOCK_TOLERANCE = timedelta(seconds=5)  # the task queue measures the pause with a different clock
LONGEST_PAUSE_SECONDS = 1800
GIVE_UP_AFTER = timedelta(days=1)

logger = structlog.get_logger(__name__)


def deliver(mail_id: str) -> float | None:
    """Returns the seconds until the next attempt, or None if there is nothing left to do."""
    mail = _claimed(mail_id)
    if mail is None:
        return None
    if not _is_wanted(mail):
        mail.delete()
        return None
    try:
        with spans.span("send email"):
            message_of(mail).send()
    except Exception as error:  # the failure is recorded in the row, so that other emails aren't affected
        return _failed(mail, error)
    _mark_as_sent(mail)
    metrics.MAILS.labels(mail.kind, Mail.SENT).inc()
    return None


@retried()
def _mark_as_sent(mail: Mail) -> None:
    Mail.objects.filter(pk=mail.pk).update(state=Mail.SENT, sent_at=timezone.now(), fault="")


def revive(mails: QuerySet[Mail]) -> list[int | None]:
    """Queues failed emails as if they were new, with a new lifetime for their links. Ends the pause of waiting emails,
    unless a worker may be sending them. The sweep sends all of them. Returns the player of each.
    """
    now = DatabaseNow()
    failed = mails.filter(state=Mail.FAILED)
    paused = mails.filter(state=Mail.WAITING, due_at__gt=now + LEASE)
    players: list[int | None] = [
        player for rows in (failed, paused) for player in rows.values_list("player_id", flat=True)
    ]
    paused.update(due_at=now)
    failed.update(state=Mail.WAITING, created_at=now, due_at=now, attempts=0, fault="")
    return players


def _claimed(mail_id: str) -> Mail | None:
    due = Mail.objects.filter(pk=mail_id, state=Mail.WAITING, due_at__lte=DatabaseNow() + CLOCK_TOLERANCE)
    if not due.update(attempts=F("attempts") + 1, due_at=DatabaseNow() + LEASE):
        return None
    return Mail.objects.select_related("player").filter(pk=mail_id).first()


def _is_wanted(mail: Mail) -> bool:
    """Returns False if the address has no account, or if the email is no longer needed."""
    player = mail.player
    if player is None or not player.is_active or mail.link_used_at is not None:
        return False
    if KINDS[mail.kind].is_subscribed and not is_subscribed(player.pk):
        return False
    return not (mail.kind == VERIFY and player.email_verified)


def _failed(mail: Mail, error: Exception) -> float | None:
    for_good = _is_final(error) or _is_too_late(mail)
    pause = _pause(mail.attempts)
    Mail.objects.filter(pk=mail.pk).update(
        state=Mail.FAILED if for_good else Mail.WAITING,
        due_at=DatabaseNow() + timedelta(seconds=pause),
        fault=_fault(error),
    )
    metrics.MAILS.labels(mail.kind, Mail.FAILED if for_good else "retried").inc()
    log = logger.error if for_good else logger.warning
    log("mail.failed" if for_good else "mail.delayed", mail=str(mail.pk), kind=mail.kind, fault=_fault(error))
    return None if for_good else pause


def _is_final(error: Exception) -> bool:
    """Whether the mail server will always refuse this address."""
    refusals = error.recipients.values() if isinstance(error, smtplib.SMTPRecipientsRefused) else ()
    return bool(refusals) and all(code >= 500 for code, _ in refusals)


def _is_too_late(mail: Mail) -> bool:
    tried_for = database_now() - mail.created_at
    return tried_for >= GIVE_UP_AFTER or (KINDS[mail.kind].purpose is not None and is_expired(mail))


def _pause(attempts: int) -> float:
    """Doubles with every attempt. The jitter keeps emails from being retried all at the same time."""
    longest = min(settings.MAIL_RETRY_SECONDS * 2 ** min(attempts - 1, 20), LONGEST_PAUSE_SECONDS)
    return random.uniform(longest / 2, longest)  # noqa: S311  no secret


def _fault(error: Exception) -> str:
    """Describes the error without the mail server's message, which may contain the address."""
    code = getattr(error, "smtp_code", "")
    return f"{type(error).__name__} {code}".strip()
