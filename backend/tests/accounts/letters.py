"""Mails as a player reads them."""

from __future__ import annotations

import re

from django.core import mail

from accounts.mail.kinds import KINDS


def letters(kind: str, to: str | None = None) -> list[mail.EmailMessage]:
    """Those of the kind that were sent so far, in order; to an address, where one is given."""
    sent = [letter for letter in mail.outbox if letter.subject == KINDS[kind].subject]
    return [letter for letter in sent if to in (None, letter.to[0])]


def token_in(letter: mail.EmailMessage, page: str) -> str:
    [token] = re.findall(rf"http://localhost:3000/{page}#token=(\S+)", str(letter.body))
    return str(token)


def subjects() -> list[str]:
    return [str(letter.subject) for letter in mail.outbox]
