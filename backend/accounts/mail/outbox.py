"""Writes mails down, in the transaction of what they tell; they are sent after its commit."""

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
from core.tasks.queue import enqueue


def tell(player: User, kind: str, *, cause: str = "", to: str = "", **facts: str) -> Mail:
    """Once for each cause; without one, each call is one."""
    key = uuid.uuid4()
    mail = Mail(pk=key, cause=cause or f"{kind}:{key}", kind=kind, player=player, to=to or player.email, facts=facts)
    _insert(mail)
    transaction.on_commit(lambda: enqueue(send_mail, str(key)))
    return mail


def ask(kind: str, to: str, player_id: int | None) -> None:
    """A mail that somebody wants sent to an address that may be anybody's: the same work, whoever it belongs to.

    Beyond its rate an address gets no more of them. That locks nobody out: the links of the last ones still work.
    """
    if sliding_log.admit(f"mailbox:{pseudonym_of(to)}", settings.RATES.mailbox).retry_after is not None:
        return
    key = uuid.uuid4()
    mail = Mail(pk=key, cause=f"{kind}:{key}", kind=kind, player_id=player_id, to=to)
    _insert(mail)
    transaction.on_commit(lambda: enqueue(send_mail, str(key)))


@retried()
def _insert(mail: Mail) -> None:
    """At the time of the database, by which the pauses of its delivery and the life of its link are judged."""
    mail.created_at = mail.due_at = DatabaseNow()
    mail.save(force_insert=True)
