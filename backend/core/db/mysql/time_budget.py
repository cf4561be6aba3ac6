"""Limits the total time that a request may wait for the database."""

from __future__ import annotations

import time

from django.db import connection
from django.db.utils import OperationalError


class TimeBudget:
    """A context manager for each wait. Entering it raises OperationalError once `limit` seconds have been spent.

    Doesn't interrupt a wait in progress; the driver's timeouts do that. None means no limit.
    """

    def __init__(self, limit: float | None) -> None:
        self.limit = limit
        self.spent = 0.0
        self._began = 0.0

    def renew(self) -> None:
        self.spent = 0.0

    def __enter__(self) -> None:
        if self.limit is not None and self.spent > self.limit:
            raise OperationalError("The request has used up its time for the database.")
        self._began = time.monotonic()

    def __exit__(self, *_: object) -> None:
        self.spent += time.monotonic() - self._began


def renew_budget() -> None:
    """Resets the budget, for work that takes longer than a request. Only MySQL connections have one."""
    budget = getattr(connection, "budget", None)
    if budget is not None:
        budget.renew()
