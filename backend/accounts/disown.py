"""For people who get the mail of an account that is not theirs."""

from __future__ import annotations

from django.db import transaction

from accounts import audit, services
from accounts.mail import links as mail_links
from accounts.mail.kinds import CHANGE, VERIFY
from accounts.mail.links import InvalidLink
from accounts.models import Mail
from core.db.transactions import retried


class AlreadyVerified(Exception):
    """A reader of the address's mail has claimed the account before."""


def disown_email(token: str) -> None:
    """Removes the account that was registered with the address, or refuses the change of another account to it.

    Raises InvalidLink or AlreadyVerified.
    """
    mail = mail_links.find(token, {VERIFY, CHANGE})
    player_id = mail.reader.pk
    _disown(mail)
    audit.record("email.disowned", player=player_id)


@retried()
def _disown(mail: Mail) -> None:
    is_of_account = mail.to == mail.reader.email
    with transaction.atomic():
        user = mail_links.accounts_of(mail).select_for_update().first()
        if user is None:
            raise InvalidLink
        if is_of_account and user.email_verified:
            raise AlreadyVerified
        mail_links.use(mail)
        if is_of_account:
            services.delete_account(user)
