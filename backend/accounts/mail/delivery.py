"""Sends a mail, once as far as its row can tell: SMTP cannot be undone, so who dies in between sends it again.

`due_at` is a lease while somebody sends, and the end of the pause after a failure. Both are by the clock of the
database: setting that of a worker makes none of them longer.
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
from accounts.models import Mail
from core.clock import DatabaseNow, database_now
from core.db.transactions import retried

LEASE = timedelta(minutes=2)
CLOCKS_DIFFER = timedelta(seconds=5)  # the queue's, which counts the pause too, and the database's
LONGEST_PAUSE_SECONDS = 1800
GIVE_UP_AFTER = timedelta(days=1)

logger = structlog.get_logger(__name__)


def deliver(mail_id: str) -> float | None:
    """Gives the seconds until the next attempt, None where there is nothing left to do."""
    mail = _claimed(mail_id)
    if mail is None:
        return None
    if not _is_wanted(mail):
        mail.delete()
        return None
    try:
        message_of(mail).send()
    except Exception as error:  # whatever it is, the row says so, and the others go on
        return _failed(mail, error)
    _mark_as_sent(mail)
    metrics.MAILS.labels(mail.kind, Mail.SENT).inc()
    return None


@retried()
def _mark_as_sent(mail: Mail) -> None:
    Mail.objects.filter(pk=mail.pk).update(state=Mail.SENT, sent_at=timezone.now(), fault="")


def revive(mails: QuerySet[Mail]) -> int:
    """Failed ones are as if they had just been asked for, with a link that lives anew; the sweep sends them."""
    now = DatabaseNow()
    return mails.filter(state=Mail.FAILED).update(state=Mail.WAITING, created_at=now, due_at=now, attempts=0, fault="")


def _claimed(mail_id: str) -> Mail | None:
    due = Mail.objects.filter(pk=mail_id, state=Mail.WAITING, due_at__lte=DatabaseNow() + CLOCKS_DIFFER)
    if not due.update(attempts=F("attempts") + 1, due_at=DatabaseNow() + LEASE):
        return None
    return Mail.objects.select_related("player").filter(pk=mail_id).first()


def _is_wanted(mail: Mail) -> bool:
    """What was asked for an address that is nobody's, or is settled meanwhile, leaves nothing behind."""
    player = mail.player
    if player is None or not player.is_active or mail.link_used_at is not None:
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
    """The mail server will not take it for this address, whenever it is asked."""
    refusals = error.recipients.values() if isinstance(error, smtplib.SMTPRecipientsRefused) else ()
    return bool(refusals) and all(code >= 500 for code, _ in refusals)


def _is_too_late(mail: Mail) -> bool:
    tried_for = database_now() - mail.created_at
    return tried_for >= GIVE_UP_AFTER or (KINDS[mail.kind].purpose is not None and is_expired(mail))


def _pause(attempts: int) -> float:
    """Doubles with every attempt; the jitter keeps a thousand mails from coming back together."""
    longest = min(settings.MAIL_RETRY_SECONDS * 2 ** min(attempts - 1, 20), LONGEST_PAUSE_SECONDS)
    return random.uniform(longest / 2, longest)  # noqa: S311  no secret


def _fault(error: Exception) -> str:
    """Without the words of the mail server, which may repeat the address."""
    code = getattr(error, "smtp_code", "")
    return f"{type(error).__name__} {code}".strip()
