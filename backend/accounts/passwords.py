"""Argon2 is made to be slow; it may not be slow for those who play.

Each process computes one hash at a time. A few may wait for it, and whoever comes on top is told to come back: a flood
that held all threads would hold the game as well.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, make_password

from accounts import audit
from accounts.models import User
from core.errors import ServiceUnavailable

T = TypeVar("T")

LOWEST_PRIORITY = 19
PLACES = 5  # of eight threads of a worker: one whose hash is computed, four that wait


class InvalidCredentials(Exception):
    """Unknown e-mail, wrong password or disabled account: not told apart."""


class Argon2Hasher(Argon2PasswordHasher):
    """OWASP's first recommendation for Argon2id; Django's defaults are for another decade of machines."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1


def hash_of(password: str) -> str:
    """Raises ServiceUnavailable in a flood."""
    return _slowly(lambda: make_password(password))


def hashes_of(texts: Sequence[str]) -> list[str]:
    """In one go, for what is made together. Raises ServiceUnavailable."""
    return _slowly(lambda: [make_password(text) for text in texts])


def found_in(hashes: Sequence[str], text: str) -> str | None:
    """The one that is of the text. Raises ServiceUnavailable."""
    return _slowly(lambda: next((one for one in hashes if check_password(text, one)), None))


def is_of(user: User | None, password: str) -> bool:
    """Whether it is the user's password; for nobody the same work comes to nothing. Raises ServiceUnavailable."""
    encoded = user.password if user else nobodys()
    return _slowly(lambda: check_password(password, encoded)) and user is not None


def confirm(user: User, password: str) -> None:
    """That who is signed in is still the owner. Raises InvalidCredentials."""
    if not is_of(user, password):
        audit.record("confirmation", player=user.pk, outcome="wrong_credentials")
        raise InvalidCredentials


@cache
def nobodys() -> str:
    """What an unknown account's password is compared with."""
    return make_password("nobody has this password")


class _Queue:
    """Those whose hash is computed or awaited."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._length = 0

    def refuse_flood(self) -> None:
        """For those who could only wait, before they cost anything. Raises ServiceUnavailable."""
        if self._length >= PLACES:
            raise ServiceUnavailable

    def __enter__(self) -> None:
        with self._lock:
            self.refuse_flood()
            self._length += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._length -= 1


def _give_way() -> None:
    """On Linux a thread has a priority of its own; elsewhere its number might be that of somebody's process."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), LOWEST_PRIORITY)


queue = _Queue()
_hashing = ThreadPoolExecutor(1, thread_name_prefix="hashing", initializer=_give_way)


def _slowly(work: Callable[[], T]) -> T:
    with queue:
        return _hashing.submit(work).result()
