"""Hashes and verifies passwords and recovery codes, one at a time (`accounts.passwords.queue`)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, make_password

from accounts import audit
from accounts.models import User
from accounts.password_forms import normal_password, written_forms
from accounts.passwords.queue import compute
from core.db.transactions import retried


class InvalidCredentials(Exception):
    """The email address is unknown, the password is wrong, or the account is disabled. Clients can't tell which."""


class Argon2Hasher(Argon2PasswordHasher):
    """Uses OWASP's first recommendation for Argon2id. Django's defaults need several times as much memory."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1


def hash_password(password: str) -> str:
    """Raises Overloaded."""
    return compute(lambda: make_password(normal_password(password)))


def hash_all(texts: Sequence[str]) -> list[str]:
    """Hashes several texts as one item of the queue. Raises Overloaded."""
    return compute(lambda: [make_password(text) for text in texts])


def find_match(hashes: Sequence[str], text: str) -> str | None:
    """Returns the hash that matches the text, if any. Raises Overloaded."""
    return compute(lambda: next((one for one in hashes if check_password(text, one)), None))


def verify(user: User | None, password: str) -> bool:
    """Returns whether it is the user's password. Without a user, takes the same time and returns False.

    Raises Overloaded.
    """
    encoded = user.password if user else dummy_hash()
    forms = written_forms(password)
    right = compute(lambda: [check_password(form, encoded) for form in forms])  # checks all of them, for constant cost
    if user is None or not any(right):
        return False
    return right[0] or not user.is_active or _store_normalized(user, password)


def _store_normalized(user: User, password: str) -> bool:
    """Replaces the stored hash with a hash of the normal form, which matches on every operating system."""
    hashed = hash_password(password)
    if _replace_hash(user, hashed):
        user.password = hashed
        return True
    user.refresh_from_db(fields=["password"])  # a concurrent request has changed the password
    return compute(lambda: check_password(normal_password(password), user.password))


@retried()
def _replace_hash(user: User, hashed: str) -> bool:
    return bool(User.objects.filter(pk=user.pk, password=user.password).update(password=hashed))


def confirm(user: User, password: str) -> None:
    """Confirms the identity of a signed-in user. Raises InvalidCredentials."""
    if not verify(user, password):
        audit.record("confirmation", player=user.pk, outcome="wrong_credentials")
        raise InvalidCredentials


@cache
def dummy_hash() -> str:
    """Returns the hash to compare with if the account is unknown."""
    return make_password("nobody has this password")
