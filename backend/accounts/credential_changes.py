"""Changes to passwords and email addresses."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError, transaction

from accounts import audit
from accounts.mail import links, outbox
from accounts.mail.kinds import CHANGE, RESET, VERIFY
from accounts.mail.links import InvalidLink
from accounts.models import Mail, Session, User
from accounts.passwords import hashing
from accounts.sessions.lifecycle import end_sessions
from accounts.two_factor import service as two_factor
from core.db.transactions import retried


def change_password(user: User, password: str, *, keep: str) -> None:
    """Ends all sessions except `keep`. The caller has verified the current password.

    Raises InvalidCredentials if the password has changed since, and Django's ValidationError for a weak password.
    """
    validate_password(password, user)
    if not _set_password(user, password, spared=keep):
        raise hashing.InvalidCredentials
    audit.record("password.changed", player=user.pk)


def request_password_reset(email: str) -> None:
    """Requests a reset link. Executes the same statements whether or not the address belongs to an account."""
    player_id = _owner_of(email)
    outbox.enqueue_for_address("reset", email, player_id)
    audit.record("password.reset_requested", player=player_id, email=email)


def reset_password(token: str, password: str) -> None:
    """Also verifies the address, and removes two-factor authentication that was set up before it was ever verified.

    Raises InvalidLink, and ValidationError as above.
    """
    mail = links.find(token, {RESET})
    user = mail.recipient
    validate_password(password, user)
    if not _set_password(user, password, link=mail):
        raise InvalidLink
    audit.record("password.reset", player=user.pk)


def request_verification(email: str) -> None:
    player_id = _owner_of(email)
    outbox.enqueue_for_address("verify", email, player_id)
    audit.record("email.verification_requested", player=player_id, email=email)


@retried()
def verify_email(token: str) -> User:
    """Verifies the address of a new account, or changes an account's address. Raises InvalidLink."""
    mail = links.find(token, {VERIFY, CHANGE})
    user = mail.recipient
    changes = user.email != mail.to
    try:
        with transaction.atomic():
            if not links.accounts_of(mail).update(email=mail.to, email_verified=True):
                raise InvalidLink
            links.use(mail)
    except IntegrityError:  # another account has taken the address
        raise InvalidLink from None
    audit.record("email.changed" if changes else "email.verified", player=user.pk)
    user.email, user.email_verified = mail.to, True
    return user


@retried()
def request_email_change(user: User, email: str) -> None:
    """Sends a link to the new address. Only its owner learns whether an account already has it."""
    if email == user.email:
        return
    owner = _owner_of(email)
    with transaction.atomic():
        outbox.enqueue_for_address(
            "email_change" if owner is None else "email_taken", email, user.pk if owner is None else owner
        )
        outbox.enqueue(user, "email_changing", address=email)
    audit.record("email.change_requested", player=user.pk)


def _set_password(user: User, password: str, *, spared: str = "", link: Mail | None = None) -> bool:
    """Ends the sessions in the same transaction. Returns False if the password has changed since it was read.

    A concurrent sign-in with the old password waits for this row, and then finds it changed.
    """
    return _set_hash(user, hashing.hash_password(password), spared, link)


@retried()
def _set_hash(user: User, hashed: str, spared: str, link: Mail | None) -> bool:
    with transaction.atomic():
        if not User.objects.filter(pk=user.pk, password=user.password).update(password=hashed):
            return False
        facts = _verify_by(link) if link else {}
        others = Session.objects.filter(player=user).exclude(pk__in=[spared] if spared else [])
        end_sessions(others, reason="password")
        outbox.enqueue(user, "password_changed", **facts)
    return True


def _verify_by(link: Mail) -> dict[str, str]:
    """Verifies the address, which someone else may have registered. Returns additional context for the email."""
    links.use(link)
    player_id = link.recipient.pk
    if not User.objects.filter(pk=player_id, email_verified=False).update(email_verified=True):
        return {}
    if not two_factor.remove(player_id):
        return {}
    transaction.on_commit(lambda: audit.record("second_factor.off", player=player_id))
    return {"second_factor": "removed"}


def _owner_of(email: str) -> int | None:
    return User.objects.filter(email=email).values_list("pk", flat=True).first()
