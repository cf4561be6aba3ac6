"""The figures of the day, for the first page of the admin. Each is found by an index."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from accounts.models import Mail, Session, User
from config.models import TaskFailure
from game.selectors import plays_since


def figures_of_today() -> dict[str, int]:
    """Since midnight in UTC, and what is open whenever it began."""
    midnight = _midnight()
    return {
        "Plays today": plays_since(midnight),
        "New players today": User.objects.filter(date_joined__gte=midnight).count(),
        "Sign-ins today": Session.objects.filter(created_at__gte=midnight).count(),
        "Mails written today": Mail.objects.filter(created_at__gte=midnight).count(),
        "Mails that wait": Mail.objects.filter(state=Mail.WAITING).count(),
        "Mails that failed": Mail.objects.filter(state=Mail.FAILED).count(),
        "Tasks that failed today": TaskFailure.objects.filter(failed_at__gte=midnight).count(),
    }


def _midnight() -> datetime:
    return timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
