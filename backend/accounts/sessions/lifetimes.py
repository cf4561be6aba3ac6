"""How long sessions and their tokens last. The rows of sessions are judged by the database's clock alone."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet

from accounts.models import Session
from core.clock import DatabaseNow

ACCESS_LIFETIME = timedelta(minutes=5)  # as the token says; it is accepted for `core.clock.LEEWAY_SECONDS` longer
IDLE_LIFETIME = timedelta(days=7)
SESSION_LIFETIME = timedelta(days=30)
GRACE = timedelta(seconds=10)


def alive(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Conditions on the row alone: with a join MySQL would need two statements for the swap in `sessions.rotate`."""
    return sessions.filter(
        ended_at=None,
        last_used_at__gt=DatabaseNow() - IDLE_LIFETIME,
        created_at__gt=DatabaseNow() - SESSION_LIFETIME,
    )
