"""Emails as a player receives them."""

from __future__ import annotations

import re

from django.core import mail

from accounts.languages import TEXTS


def sent_emails(kind: str, to: str | None = None) -> list[mail.EmailMessage]:
    """The sent emails of this kind, in order, optionally only those to one address. Works for English emails."""
    sent = [message for message in mail.outbox if message.subject == TEXTS["en"][kind]["subject"]]
    return [message for message in sent if to in (None, message.to[0])]


def token_in(message: mail.EmailMessage, page: str) -> str:
    [token] = re.findall(rf"http://localhost:3000/{page}#token=(\S+)", str(message.body))
    return str(token)


def subjects() -> list[str]:
    return [str(message.subject) for message in mail.outbox]
