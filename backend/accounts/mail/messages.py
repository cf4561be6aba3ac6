"""Renders emails, as text and as HTML: the paragraphs of a kind within the common layout."""

from __future__ import annotations

from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from accounts.mail.kinds import ACTIONS, KINDS
from accounts.mail.links import link_of
from accounts.models import Mail

LAYOUT = "accounts/mails/layout"


def message_of(mail: Mail) -> EmailMultiAlternatives:
    """The Message-ID is the same each time, so that mail servers can recognize a repeat."""
    kind = KINDS[mail.kind]
    context = {
        "subject": kind.subject,
        "username": mail.recipient.username,
        "paragraphs": _paragraphs(mail),
        "link": link_of(mail) if kind.purpose else "",
        "action": ACTIONS.get(kind.purpose or ""),
        "account": f"{settings.SITE_URL}/account",
    }
    message = EmailMultiAlternatives(
        subject=kind.subject,
        body=render_to_string(f"{LAYOUT}.txt", context),
        to=[mail.to],
        headers={"Message-ID": f"<{mail.pk.hex}@{_our_domain()}>", "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(render_to_string(f"{LAYOUT}.html", context), "text/html")
    return message


def _paragraphs(mail: Mail) -> list[str]:
    text = render_to_string(KINDS[mail.kind].template, mail.facts)
    return [paragraph.strip() for paragraph in text.split("\n\n")]


def _our_domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
