"""Guessing passwords: so many failures of one account from one address, then a pause.

The address is part of it so that nobody can lock somebody else out; each address is limited on its own as well.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from rest_framework.exceptions import Throttled

from accounts import metrics
from core import limits


@contextmanager
def counted(email: str, address: str) -> Iterator[None]:
    """Takes a place before the attempt, so that parallel guesses count too; success gives all places back.

    Raises Throttled.
    """
    account = hashlib.sha256(email.encode()).hexdigest()[:32]
    bucket = f"login_failures:{account}:{address}"
    wait = limits.admit(bucket, settings.RATES.login_failures).retry_after
    if wait is not None:
        metrics.REFUSED_LOGINS.labels("limit").inc()
        raise Throttled(wait)
    yield
    limits.forget(bucket)
