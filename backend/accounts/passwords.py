"""Argon2 is made to be slow; it may not be slow for those who play."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, make_password

from accounts import audit
from accounts.models import User
from core.errors import ServiceUnavailable

CONCURRENT = 2
PATIENCE_SECONDS = 10

_places = threading.BoundedSemaphore(CONCURRENT)


class Argon2Hasher(Argon2PasswordHasher):
    """OWASP's first recommendation for Argon2id; Django's defaults are for another decade of machines."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1


@contextmanager
def hashing() -> Iterator[None]:
    """Waits for one of a few places, so that a flood of sign-ins leaves the other threads to the game."""
    if not _places.acquire(timeout=PATIENCE_SECONDS):
        raise ServiceUnavailable
    try:
        yield
    finally:
        _places.release()


@cache
def nobodys() -> str:
    """What an unknown account's password is compared with."""
    return make_password("nobody has this password")


class InvalidCredentials(Exception):
    """Unknown e-mail, wrong password or disabled account: not told apart."""


def confirm(user: User, password: str) -> None:
    """That who is signed in is still the owner. Raises InvalidCredentials."""
    with hashing():
        right = check_password(password, user.password)
    if not right:
        audit.record("confirmation", player=user.pk, outcome="wrong_credentials")
        raise InvalidCredentials


def hash_of(password: str) -> str:
    with hashing():
        return make_password(password)
