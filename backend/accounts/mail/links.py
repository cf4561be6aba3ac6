"""The tokens in mails: for one use, for a time, for one purpose, one address and the password of that time.

A token is made from the row of its mail by the key that only the processes hold. It is stored nowhere, so that a
stolen row is worth nothing, and the same row gives the same token to whoever sends the mail again.
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

SALT = "accounts.mail_links"  # another one would end every link that was sent
TOKEN = re.compile(r"[0-9a-f]{32}\.[0-9a-f]{64}")


class InvalidLink(Exception):
    """Expired, used, forged, for something else: not told apart."""


def link_of(mail: Mail) -> str:
    """The token is in the fragment, which no browser sends and no server logs."""
    return f"{settings.SITE_URL}/{PAGES[KINDS[mail.kind].purpose or '']}#token={token_of(mail)}"


def token_of(mail: Mail) -> str:
    return f"{mail.pk.hex}.{digests(SALT, _bound(mail))[0]}"


def account_of(token: str) -> User:
    """The account whose address the link would verify. Doesn't use the link. Raises InvalidLink."""
    return find(token, {VERIFY, CHANGE}).reader


def find(token: str, purposes: Collection[str]) -> Mail:
    """The mail whose link this is, with its player, if it can still be used. Raises InvalidLink."""
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
    """The account as the link was checked against it; none where it has changed since."""
    user = mail.reader
    return User.objects.filter(pk=user.pk, email=user.email, password=user.password, is_active=True)


def use(mail: Mail) -> None:
    """Of parallel uses one succeeds; to be called in the transaction of what it is good for. Raises InvalidLink."""
    if not Mail.objects.filter(pk=mail.pk, link_used_at=None).update(link_used_at=timezone.now()):
        raise InvalidLink


def is_expired(mail: Mail) -> bool:
    return bool(mail.created_at + KINDS[mail.kind].lifetime <= database_now())


def _is_usable(mail: Mail) -> bool:
    return mail.link_used_at is None and mail.reader.is_active and not is_expired(mail)


def _bound(mail: Mail) -> str:
    """Ends with the password and with the address that the account has."""
    player = mail.reader
    bound = (mail.pk.hex, KINDS[mail.kind].purpose, player.pk, mail.to, player.password, player.email)
    return repr(bound)
