"""How long one request may keep a thread waiting for the database."""

from __future__ import annotations

import time

from django.db import connection
from django.db.utils import OperationalError


class TimeBudget:
    """A context manager around each wait. Entering raises OperationalError once more than `limit` seconds are spent.

    What is under way is not interrupted: the driver's timeouts end that. None is no limit.
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
    """For work that goes on after its request was answered. Only MySQL's connections have a budget."""
    budget = getattr(connection, "budget", None)
    if budget is not None:
        budget.renew()
