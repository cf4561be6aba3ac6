"""Guessing passwords and codes: so many failures, then a pause.

A password's failures count by account and address, so that nobody can lock somebody else out; each address is limited
on its own as well. A code's failures count by account alone: who gets that far knows the password.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import DatabaseError
from rest_framework.exceptions import Throttled

from accounts import audit, metrics
from accounts.keyed_digests import pseudonym_of
from core.api.errors import ServiceUnavailable
from core.client_address import customer_of
from core.rate_limits import sliding_log

Forgive = Callable[[], None]


@contextmanager
def counted(email: str, address: str, *, player: int | None = None) -> Iterator[Forgive]:
    """Takes a place before the attempt, so that parallel guesses count too; success gives all places back.

    So does the function that it gives. Raises Throttled.
    """
    with _places(
        f"login_failures:{pseudonym_of(email)}:{customer_of(address)}", "sign_in", player=player, email=email
    ) as forgive:
        yield forgive


@contextmanager
def counted_code(player: int) -> Iterator[Forgive]:
    """The same, for codes of the second factor."""
    with _places(f"code_failures:{player}", "second_factor", player=player) as forgive:
        yield forgive


@contextmanager
def _places(bucket: str, event: str, *, player: int | None, email: str | None = None) -> Iterator[Forgive]:
    wait = sliding_log.admit(bucket, settings.RATES.login_failures).retry_after
    if wait is not None:
        metrics.REFUSED_LOGINS.labels("limit").inc()
        audit.record(event, player=player, outcome="throttled", email=email)
        raise Throttled(wait)
    try:
        yield lambda: sliding_log.forget(bucket)
    except (ServiceUnavailable, DatabaseError):
        sliding_log.refund(bucket)  # whether it was right is not known
        raise
    sliding_log.forget(bucket)
