"""Registers, signs in, changes and deletes accounts."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts import audit, metrics
from accounts.mail import outbox
from accounts.models import Session, User
from accounts.passwords import hashing
from accounts.passwords.hashing import InvalidCredentials
from accounts.sessions import devices, revocation
from accounts.sessions.lifecycle import Device, open_session
from accounts.two_factor import service as two_factor
from core.db.transactions import retried

DELETE_ATTEMPTS = 5


class NameTaken(Exception):
    """Another account has this username or email address; `fields` says which."""

    def __init__(self, fields: list[str]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


def register(username: str, email: str, password: str, *, language: str, device: Device) -> tuple[User, Session]:
    """Creates an account and signs in. Raises NameTaken, even if a concurrent request takes the name."""
    hashed = hashing.hash_password(password)
    try:
        user, session = _registered(device, username=username, email=email, password=hashed, language=language)
    except IntegrityError:
        raise NameTaken(taken(username, email)) from None
    revocation.mark_alive(str(session.pk))
    audit.record("account.registered", player=user.pk)
    return user, session


@retried()
def _registered(device: Device, **fields: str) -> tuple[User, Session]:
    user = User(**fields)
    with transaction.atomic(durable=True):
        user.save()
        session = open_session(user, device)
        outbox.enqueue(user, "welcome", cause=f"welcome:{user.pk}")
    return user, session


def taken(username: str, email: str) -> list[str]:
    """Returns which of the two are taken, with one query."""
    key = username.lower()
    users = list(User.objects.filter(Q(username_key=key) | Q(email=email)).only("username_key", "email"))
    found = {
        "username": any(user.username_key == key for user in users),
        "email": any(user.email == email for user in users),
    }
    return [field for field, is_taken in found.items() if is_taken]


def sign_in(email: str, password: str, code: str | None = None, *, device: Device) -> tuple[User, Session]:
    """Verifies the credentials, at the same cost whether or not the account exists.

    Raises InvalidCredentials; if the password is correct, raises CodeRequired or InvalidCode.
    """
    user = User.objects.filter(email=email).first()
    right = hashing.verify(user, password)
    if user is None or not right or not user.is_active:
        metrics.REFUSED_LOGINS.labels("credentials").inc()
        audit.record("sign_in", player=user.pk if user else None, outcome="wrong_credentials", email=email)
        raise InvalidCredentials
    two_factor.require_code(user.pk, code)
    session, is_new_device = _signed_in(user, device)
    revocation.mark_alive(str(session.pk))
    audit.record("sign_in", player=user.pk, outcome="new_device" if is_new_device else audit.DONE)
    return user, session


@retried()
def _signed_in(user: User, device: Device) -> tuple[Session, bool]:
    """Signs in. Also returns whether the device is new, in which case an email is sent.

    Raises InvalidCredentials if, since it was verified, the password was changed or the account deactivated or deleted.
    """
    as_checked = User.objects.select_for_update().filter(pk=user.pk, password=user.password, is_active=True)
    with transaction.atomic():
        if not as_checked.values_list("pk", flat=True):
            raise InvalidCredentials
        known = devices.is_known(user, device)
        session = open_session(user, device)
        if not known:
            facts = {"ip": device.ip, "user_agent": device.user_agent}
            outbox.enqueue(user, "new_device", cause=f"new_device:{session.pk}", **facts)
    return session, not known


@retried()
def change(user: User, **fields: str) -> None:
    """Changes the username, the language or both. Raises NameTaken."""
    for name, value in fields.items():
        setattr(user, name, value)
    try:
        with transaction.atomic():
            user.save(update_fields=list(fields))
    except IntegrityError:
        raise NameTaken(["username"]) from None


@retried()
def delete_account(user: User) -> None:
    """Deletes the account with all its data."""
    for attempts_left in reversed(range(DELETE_ATTEMPTS)):
        try:
            user.delete()
        except IntegrityError:  # a sign-in or a play was stored between the statements of the deletion
            if not attempts_left:
                raise
        else:
            break
