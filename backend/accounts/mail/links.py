"""The tokens in emails. Each can be used once, for a limited time, for one purpose, address and password.

A token is derived from the row of its email and the secret key, and isn't stored: a stolen row is worthless, and an
email that is sent again contains the same token.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from accounts.keyed_digests import digests, is_digest
from accounts.mail.kinds import CHANGE, KINDS, PAGES, VERIFY
from accounts.models import Mail, User
from core.clock import database_now

SALT = "accounts.mail_links"  # changing it would invalidate every link that has been sent
TOKEN = re.compile(r"[0-9a-f]{32}\.[0-9a-f]{64}")


class InvalidLink(Exception):
    """The link has expired, was used, is forged or has another purpose; callers can't distinguish these."""


def link_of(mail: Mail) -> str:
    """Returns the link with the token in the fragment, which browsers don't send and servers don't log."""
    return f"{settings.SITE_URL}/{PAGES[KINDS[mail.kind].purpose or '']}#token={token_of(mail)}"


def token_of(mail: Mail) -> str:
    return f"{mail.pk.hex}.{digests(SALT, _bound(mail))[0]}"


def account_of(token: str) -> User:
    """Returns the account whose address the link would verify. Doesn't use up the link. Raises InvalidLink."""
    return find(token, {VERIFY, CHANGE}).recipient


def find(token: str, purposes: Collection[str]) -> Mail:
    """Returns the email with this link, and its player. Raises InvalidLink if the link can't be used."""
    if not TOKEN.fullmatch(token):
        raise InvalidLink
    name, _, seal = token.partition(".")
    mail = Mail.objects.select_related("player").filter(pk=uuid.UUID(hex=name)).first()
    if mail is None or mail.player is None or KINDS[mail.kind].purpose not in purposes:
        raise InvalidLink
    if not is_digest(seal, SALT, _bound(mail)) or not _is_usable(mail):
        raise InvalidLink
    return mail


def accounts_of(mail: Mail) -> QuerySet[User]:
    """Returns the account as it was when the link was checked; empty if the account has changed since."""
    user = mail.recipient
    return User.objects.filter(pk=user.pk, email=user.email, password=user.password, is_active=True)


def use(mail: Mail) -> None:
    """Uses up the link. If it is used concurrently, only one use succeeds. Raises InvalidLink.

    Call it in the transaction of the change that the link permits.
    """
    if not Mail.objects.filter(pk=mail.pk, link_used_at=None).update(link_used_at=timezone.now()):
        raise InvalidLink


def is_expired(mail: Mail) -> bool:
    return bool(mail.created_at + KINDS[mail.kind].lifetime <= database_now())


def _is_usable(mail: Mail) -> bool:
    return mail.link_used_at is None and mail.recipient.is_active and not is_expired(mail)


def _bound(mail: Mail) -> str:
    """Returns the data to which the token is bound. It becomes invalid if the account's password or address changes."""
    player = mail.recipient
    bound = (mail.pk.hex, KINDS[mail.kind].purpose, player.pk, mail.to, player.password, player.email)
    return repr(bound)
