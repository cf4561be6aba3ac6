"""What opens an account changes: its password, and the e-mail address that it is known by."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError, transaction

from accounts import audit
from accounts.mail import links as mail_links
from accounts.mail import outbox as mails
from accounts.mail.kinds import CHANGE, RESET, VERIFY
from accounts.mail.links import InvalidLink
from accounts.models import Mail, Session, User
from accounts.passwords import hashing as passwords
from accounts.sessions.lifecycle import end_sessions
from accounts.two_factor import service as second_factor
from core.db.transactions import retried


def change_password(user: User, password: str, *, keep: str) -> None:
    """Ends all sessions but `keep`. For who has confirmed the password of `user`.

    Raises InvalidCredentials where it has changed since, and Django's ValidationError for a weak password.
    """
    validate_password(password, user)
    if not _set_password(user, password, spared=keep):
        raise passwords.InvalidCredentials
    audit.record("password.changed", player=user.pk)


def ask_for_reset(email: str) -> None:
    """The same statements, whoever the address belongs to."""
    player_id = _owner_of(email)
    mails.ask("reset", email, player_id)
    audit.record("password.reset_asked", player=player_id, email=email)


def reset_password(token: str, password: str) -> None:
    """Proves who owns the address: verifies it, and removes a second factor set up before it was ever verified.

    Raises InvalidLink, and ValidationError as above.
    """
    mail = mail_links.find(token, {RESET})
    user = mail.reader
    validate_password(password, user)
    if not _set_password(user, password, link=mail):
        raise InvalidLink
    audit.record("password.reset", player=user.pk)


def ask_for_verification(email: str) -> None:
    player_id = _owner_of(email)
    mails.ask("verify", email, player_id)
    audit.record("email.verification_asked", player=player_id, email=email)


@retried()
def verify_email(token: str) -> User:
    """Of a new account, or the new one of an account. Raises InvalidLink."""
    mail = mail_links.find(token, {VERIFY, CHANGE})
    user = mail.reader
    changes = user.email != mail.to
    try:
        with transaction.atomic():
            if not mail_links.accounts_of(mail).update(email=mail.to, email_verified=True):
                raise InvalidLink
            mail_links.use(mail)
    except IntegrityError:  # somebody else has the address by now
        raise InvalidLink from None
    audit.record("email.changed" if changes else "email.verified", player=user.pk)
    user.email, user.email_verified = mail.to, True
    return user


@retried()
def ask_for_change_of_email(user: User, email: str) -> None:
    """Whether somebody has the new address is told to nobody but its owner."""
    if email == user.email:
        return
    owner = _owner_of(email)
    with transaction.atomic():
        mails.ask("email_change" if owner is None else "email_taken", email, user.pk if owner is None else owner)
        mails.tell(user, "email_changing", address=email)
    audit.record("email.change_asked", player=user.pk)


def _set_password(user: User, password: str, *, spared: str = "", link: Mail | None = None) -> bool:
    """In one transaction, with the ends of the sessions. False if the password has changed since it was read.

    Whoever signs in with the old one waits for this row, and then finds it changed.
    """
    return _set_hash(user, passwords.hash_of(password), spared, link)


@retried()
def _set_hash(user: User, hashed: str, spared: str, link: Mail | None) -> bool:
    with transaction.atomic():
        if not User.objects.filter(pk=user.pk, password=user.password).update(password=hashed):
            return False
        facts = _proven_by(link) if link else {}
        others = Session.objects.filter(player=user).exclude(pk__in=[spared] if spared else [])
        end_sessions(others, reason="password")
        mails.tell(user, "password_changed", **facts)
    return True


def _proven_by(link: Mail) -> dict[str, str]:
    """Whoever registered with an address may not be its owner. Gives what the email then has to say."""
    mail_links.use(link)
    player_id = link.reader.pk
    if not User.objects.filter(pk=player_id, email_verified=False).update(email_verified=True):
        return {}
    if not second_factor.forget(player_id):
        return {}
    transaction.on_commit(lambda: audit.record("second_factor.off", player=player_id))
    return {"second_factor": "removed"}


def _owner_of(email: str) -> int | None:
    return User.objects.filter(email=email).values_list("pk", flat=True).first()
