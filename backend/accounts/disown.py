"""Helps people who receive emails about an account that isn't theirs."""

from __future__ import annotations

from django.db import transaction

from accounts import audit, services
from accounts.mail import links
from accounts.mail.kinds import CHANGE, VERIFY
from accounts.mail.links import InvalidLink
from accounts.models import Mail
from core.db.transactions import retried


class AlreadyVerified(Exception):
    """The owner of the address has already verified it."""


def disown_email(token: str) -> None:
    """Removes the account that was registered with the address, or cancels an account's change to that address.

    Raises InvalidLink or AlreadyVerified.
    """
    mail = links.find(token, {VERIFY, CHANGE})
    player_id = mail.recipient.pk
    _disown(mail)
    audit.record("email.disowned", player=player_id)


@retried()
def _disown(mail: Mail) -> None:
    is_of_account = mail.to == mail.recipient.email
    with transaction.atomic():
        user = links.accounts_of(mail).select_for_update().first()
        if user is None:
            raise InvalidLink
        if is_of_account and user.email_verified:
            raise AlreadyVerified
        links.use(mail)
        if is_of_account:
            services.delete_account(user)
