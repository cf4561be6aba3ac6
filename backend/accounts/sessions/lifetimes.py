"""Lifetimes of sessions and tokens. Rows are compared with the clock of the database only."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet

from accounts.models import Session
from core.clock import DatabaseNow

ACCESS_LIFETIME = timedelta(minutes=5)  # tokens are accepted for `core.clock.LEEWAY_SECONDS` longer
IDLE_LIFETIME = timedelta(days=7)
SESSION_LIFETIME = timedelta(days=30)
GRACE = timedelta(seconds=10)


def alive(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Filters by columns of the row only: with a join, MySQL would need two statements to swap tokens in `rotate`."""
    return sessions.filter(
        ended_at=None,
        last_used_at__gt=DatabaseNow() - IDLE_LIFETIME,
        created_at__gt=DatabaseNow() - SESSION_LIFETIME,
    )
