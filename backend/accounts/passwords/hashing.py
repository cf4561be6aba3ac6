"""Passwords, and what is stored in the same way: hashed and compared in turn (`accounts.passwords.queue`)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, make_password

from accounts import audit
from accounts.models import User
from accounts.password_validators import normal_password, written_forms
from accounts.passwords.queue import compute
from core.db.transactions import retried


class InvalidCredentials(Exception):
    """Unknown e-mail, wrong password or disabled account: not told apart."""


class Argon2Hasher(Argon2PasswordHasher):
    """OWASP's first recommendation for Argon2id; Django's defaults are for another decade of machines."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1


def hash_of(password: str) -> str:
    """Raises Overloaded."""
    return compute(lambda: make_password(normal_password(password)))


def hashes_of(texts: Sequence[str]) -> list[str]:
    """In one go, for what is made together. Raises Overloaded."""
    return compute(lambda: [make_password(text) for text in texts])


def found_in(hashes: Sequence[str], text: str) -> str | None:
    """The one that is of the text. Raises Overloaded."""
    return compute(lambda: next((one for one in hashes if check_password(text, one)), None))


def is_of(user: User | None, password: str) -> bool:
    """Whether it is the user's password; for nobody the same work comes to nothing. Raises Overloaded."""
    encoded = user.password if user else nobodys()
    forms = written_forms(password)
    right = compute(lambda: [check_password(form, encoded) for form in forms])  # all, so that the cost says nothing
    if user is None or not any(right):
        return False
    return right[0] or not user.is_active or _normalised(user, password)


def _normalised(user: User, password: str) -> bool:
    """Stores the hash of the password's normal form, in which it is right on every system."""
    hashed = hash_of(password)
    if _replace_hash(user, hashed):
        user.password = hashed
        return True
    user.refresh_from_db(fields=["password"])  # a request at the same time was first, or the password was changed
    return compute(lambda: check_password(normal_password(password), user.password))


@retried()
def _replace_hash(user: User, hashed: str) -> bool:
    return bool(User.objects.filter(pk=user.pk, password=user.password).update(password=hashed))


def confirm(user: User, password: str) -> None:
    """That who is signed in is still the owner. Raises InvalidCredentials."""
    if not is_of(user, password):
        audit.record("confirmation", player=user.pk, outcome="wrong_credentials")
        raise InvalidCredentials


@cache
def nobodys() -> str:
    """What an unknown account's password is compared with."""
    return make_password("nobody has this password")
