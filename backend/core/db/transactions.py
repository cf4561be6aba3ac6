"""Repeats transactions that the database has certainly rolled back (decision 0051).

A cluster with optimistic locking rejects a valid transaction, usually at COMMIT, if a concurrent one has committed
first.
"""

from __future__ import annotations

import functools
import random
import time
from collections.abc import Callable, Collection
from typing import ParamSpec, TypeVar

from django.db import DatabaseError, connection

from core.db import errors as database_errors
from core.metrics.definitions import ROLLED_BACK

P = ParamSpec("P")
T = TypeVar("T")

LAST_ATTEMPT_SECONDS = 2.5  # the latest start of an attempt, so that all attempts fit in 3 s
FIRST_PAUSE_SECONDS = 0.01
LONGEST_PAUSE_SECONDS = 0.3


def retried(*conflicts: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Repeats the function, which runs one transaction or statement, while the database certainly rolls it back.

    `conflicts` names unique constraints and NOT NULL columns that only a concurrent transaction can violate. An error
    with an unknown outcome is raised immediately. Within a transaction, nothing is repeated; that is left to the
    outermost function.
    """

    def decorate(work: Callable[P, T]) -> Callable[P, T]:
        @functools.wraps(work)
        def repeat(*args: P.args, **kwargs: P.kwargs) -> T:
            if connection.in_atomic_block:
                return work(*args, **kwargs)
            attempts = _Attempts(conflicts)
            while True:
                try:
                    return work(*args, **kwargs)
                except DatabaseError as error:
                    if not attempts.has_next(error):
                        raise

        return repeat

    return decorate


class _Attempts:
    def __init__(self, conflicts: Collection[str]) -> None:
        self._conflicts = conflicts
        self._commits = _commits()
        self._began = time.monotonic()
        self._longest_pause = FIRST_PAUSE_SECONDS

    def has_next(self, error: DatabaseError) -> bool:
        """Sleeps before the next attempt, up to twice as long each time. Returns False if there is no next attempt."""
        is_committed = _commits() != self._commits  # then an `on_commit` hook raised the error
        if is_committed or not database_errors.is_rolled_back(error, self._conflicts):
            return False
        ROLLED_BACK.labels(str(database_errors.code_of(error))).inc()
        if database_errors.code_of(error) == database_errors.NODE_NOT_READY:
            connection.close()  # a new connection may reach another node
        pause = random.uniform(self._longest_pause / 2, self._longest_pause)  # noqa: S311  no secret
        if time.monotonic() + pause - self._began > LAST_ATTEMPT_SECONDS:
            return False
        time.sleep(pause)
        self._longest_pause = min(self._longest_pause * 2, LONGEST_PAUSE_SECONDS)
        return True


def _commits() -> int:
    """Returns the number of commits on this thread's connection; always 0 on SQLite, which doesn't reject transactions
    in this way.
    """
    return int(getattr(connection, "commits", 0))
