"""Renders emails in the player's language, as text and as HTML: the paragraphs of each kind in a shared layout."""

from __future__ import annotations

from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from accounts.languages import TEXTS, known
from accounts.mail.kinds import KINDS
from accounts.mail.links import link_of
from accounts.mail.subscriptions import one_click_headers, unsubscribe_link
from accounts.models import Mail

LAYOUT = "accounts/mails/layout"
ISOLATED = "\u2068{}\u2069"  # isolates a value from surrounding text of the other direction


def message_of(mail: Mail) -> EmailMultiAlternatives:
    """The Message-ID is the same for each attempt, so that mail servers can recognize a duplicate."""
    language = known(mail.recipient.language)
    context = {"language": language, **_context(mail, TEXTS[language])}
    message = EmailMultiAlternatives(
        subject=context["subject"],
        body=render_to_string(f"{LAYOUT}.txt", context),
        to=[mail.to],
        headers={
            "Message-ID": f"<{mail.pk.hex}@{_our_domain()}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": language,
            **(one_click_headers(mail.recipient.pk) if KINDS[mail.kind].is_subscribed else {}),
        },
    )
    message.attach_alternative(render_to_string(f"{LAYOUT}.html", context), "text/html")
    return message


def _context(mail: Mail, texts: dict[str, Any]) -> dict[str, Any]:
    purpose = KINDS[mail.kind].purpose
    values = _values(mail, texts)
    return {
        "direction": texts["direction"],
        "subject": texts[mail.kind]["subject"],
        "greeting": texts["greeting"].format(**values),
        "paragraphs": [text.format(**values) for text in _paragraphs(mail, texts)],
        "link": link_of(mail) if purpose else "",
        "action": texts["actions"][purpose] if purpose else "",
        "unsubscribe": unsubscribe_link(mail.recipient.pk) if KINDS[mail.kind].is_subscribed else "",
        "unsubscribe_label": texts["unsubscribe"],
        "account": f"{settings.SITE_URL}/account",
        "account_label": texts["account"],
    }


def _values(mail: Mail, texts: dict[str, Any]) -> dict[str, str]:
    values = {"username": mail.recipient.username, **mail.facts}
    values["user_agent"] = values.get("user_agent") or texts["unknown_program"]
    values["address"] = values.get("address") or texts["deleted_address"]
    if texts["direction"] == "ltr":
        return values
    return {name: ISOLATED.format(value) for name, value in values.items()}


def _paragraphs(mail: Mail, texts: dict[str, Any]) -> list[str]:
    written = texts[mail.kind]["paragraphs"]
    always = [{"text": entry} if isinstance(entry, str) else entry for entry in written]
    return [entry["text"] for entry in always if "if" not in entry or mail.facts.get(entry["if"])]


def _our_domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
