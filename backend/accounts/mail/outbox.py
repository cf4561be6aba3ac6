"""Stores emails in the transaction of the event that they announce, and queues them after the commit."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import transaction

from accounts.keyed_digests import pseudonym_of
from accounts.mail.tasks import send_mail
from accounts.models import Mail, User
from core.clock import DatabaseNow
from core.db.transactions import retried
from core.rate_limits import sliding_log
from core.tasks import queue


def enqueue(player: User, kind: str, *, cause: str = "", to: str = "", **facts: str) -> Mail:
    """Stores one email per cause. Without a cause, every call stores one."""
    key = uuid.uuid4()
    mail = Mail(pk=key, cause=cause or f"{kind}:{key}", kind=kind, player=player, to=to or player.email, facts=facts)
    _insert(mail)
    transaction.on_commit(lambda: queue.enqueue(send_mail, str(key)))
    return mail


def enqueue_for_address(kind: str, to: str, player_id: int | None) -> None:
    """Stores an email for an address that may not have an account. Does the same work in both cases.

    Emails beyond the address's rate limit are dropped. That locks nobody out, because the links in the emails sent
    before still work.
    """
    if sliding_log.admit(f"mailbox:{pseudonym_of(to)}", settings.RATES.mailbox).retry_after is not None:
        return
    key = uuid.uuid4()
    mail = Mail(pk=key, cause=f"{kind}:{key}", kind=kind, player_id=player_id, to=to)
    _insert(mail)
    transaction.on_commit(lambda: queue.enqueue(send_mail, str(key)))


@retried()
def _insert(mail: Mail) -> None:
    """Uses the database's clock, which also determines the pauses between attempts and the lifetime of the link."""
    mail.created_at = mail.due_at = DatabaseNow()
    mail.save(force_insert=True)
