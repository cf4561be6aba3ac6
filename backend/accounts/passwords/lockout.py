"""Limits failed attempts to guess passwords and codes.

Wrong passwords are counted per account and address, so that nobody can lock out somebody else. Each address is also
limited on its own. Wrong codes are counted per account alone, because only someone who knows the password can enter a
code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import DatabaseError
from rest_framework.exceptions import Throttled

from accounts import audit, metrics
from accounts.keyed_digests import pseudonym_of
from core.api.exceptions import ServiceUnavailable
from core.client_address import client_network
from core.rate_limits import sliding_log

Reset = Callable[[], None]


@contextmanager
def attempt(email: str, address: str, *, player: int | None = None) -> Iterator[Reset]:
    """Counts the attempt before it is made, so that concurrent guesses are counted too. Success resets the count.

    Yields a function that also resets it. Raises Throttled.
    """
    with _attempts(
        f"login_failures:{pseudonym_of(email)}:{client_network(address)}", "sign_in", player=player, email=email
    ) as reset:
        yield reset


@contextmanager
def code_attempt(player: int) -> Iterator[Reset]:
    """Like the function above, for two-factor codes."""
    with _attempts(f"code_failures:{player}", "second_factor", player=player) as reset:
        yield reset


@contextmanager
def _attempts(bucket: str, event: str, *, player: int | None, email: str | None = None) -> Iterator[Reset]:
    wait = sliding_log.admit(bucket, settings.RATES.login_failures).retry_after
    if wait is not None:
        metrics.REFUSED_LOGINS.labels("limit").inc()
        audit.record(event, player=player, outcome=audit.THROTTLED, email=email)
        raise Throttled(wait)
    try:
        yield lambda: sliding_log.forget(bucket)
    except (ServiceUnavailable, DatabaseError):
        sliding_log.refund(bucket)  # the outcome is unknown
        raise
    sliding_log.forget(bucket)
