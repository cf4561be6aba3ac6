"""What happens to accounts: made, signed in to, renamed, deleted."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts import audit, metrics
from accounts.mail import outbox as mails
from accounts.models import Session, User
from accounts.passwords import hashing as passwords
from accounts.passwords.hashing import InvalidCredentials
from accounts.sessions import devices, revocation
from accounts.sessions.lifecycle import Device, open_session
from accounts.two_factor import service as second_factor
from core.db.transactions import retried

DELETE_ATTEMPTS = 5


class NameTaken(Exception):
    """Somebody has this username or e-mail; `fields` says which."""

    def __init__(self, fields: list[str]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


def register(username: str, email: str, password: str, *, device: Device) -> tuple[User, Session]:
    """Raises NameTaken, also when somebody else takes the name in this moment."""
    hashed = passwords.hash_of(password)
    try:
        user, session = _registered(username, email, hashed, device)
    except IntegrityError:
        raise NameTaken(taken(username, email)) from None
    revocation.began(str(session.pk))
    audit.record("account.registered", player=user.pk)
    return user, session


@retried()
def _registered(username: str, email: str, hashed: str, device: Device) -> tuple[User, Session]:
    user = User(username=username, email=email, password=hashed)
    with transaction.atomic(durable=True):
        user.save()
        session = open_session(user, device)
        mails.tell(user, "welcome", cause=f"welcome:{user.pk}")
    return user, session


def taken(username: str, email: str) -> list[str]:
    """Which of the two somebody has, both as of one moment."""
    key = username.lower()
    users = list(User.objects.filter(Q(username_key=key) | Q(email=email)).only("username_key", "email"))
    found = {
        "username": any(user.username_key == key for user in users),
        "email": any(user.email == email for user in users),
    }
    return [field for field, somebody_has_it in found.items() if somebody_has_it]


def sign_in(email: str, password: str, code: str | None = None, *, device: Device) -> tuple[User, Session]:
    """Costs the same whether the account exists or not.

    Raises InvalidCredentials, and only after the right password CodeRequired or InvalidCode.
    """
    user = User.objects.filter(email=email).first()
    right = passwords.is_of(user, password)
    if user is None or not right or not user.is_active:
        metrics.REFUSED_LOGINS.labels("credentials").inc()
        audit.record("sign_in", player=user.pk if user else None, outcome="wrong_credentials", email=email)
        raise InvalidCredentials
    second_factor.demand(user.pk, code)
    session, is_new_device = _signed_in(user, device)
    revocation.began(str(session.pk))
    audit.record("sign_in", player=user.pk, outcome="new_device" if is_new_device else audit.DONE)
    return user, session


@retried()
def _signed_in(user: User, device: Device) -> tuple[Session, bool]:
    """Also gives whether the device is new, which is told by mail.

    Not if the password was changed, or the account deactivated or deleted, in this very moment.
    """
    as_checked = User.objects.select_for_update().filter(pk=user.pk, password=user.password, is_active=True)
    with transaction.atomic():
        if not as_checked.values_list("pk", flat=True):
            raise InvalidCredentials
        known = devices.is_known(user, device)
        session = open_session(user, device)
        if not known:
            facts = {"ip": device.ip, "user_agent": device.user_agent or "an unknown program"}
            mails.tell(user, "new_device", cause=f"new_device:{session.pk}", **facts)
    return session, not known


@retried()
def rename(user: User, username: str) -> None:
    """Raises NameTaken."""
    user.username = username
    try:
        with transaction.atomic():
            user.save(update_fields=["username"])
    except IntegrityError:
        raise NameTaken(["username"]) from None


@retried()
def delete_account(user: User) -> None:
    """With everything in it."""
    for attempts_left in reversed(range(DELETE_ATTEMPTS)):
        try:
            user.delete()
        except IntegrityError:  # between its statements somebody signed in or played, and the database says no
            if not attempts_left:
                raise
        else:
            break
