"""The figures of the day, for the first page of the admin. Each is found by an index, and counted up to a bound."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from accounts.models import Mail, Session, User
from core.admin.bounded import count_at_most
from game.selectors import plays_since
from operations.models import TaskFailure

COUNTED = 100_000


def figures_of_today() -> dict[str, str]:
    """Since midnight in UTC, and what is open whenever it began."""
    midnight = _midnight()
    counted = {
        "Plays today": plays_since(midnight),
        "New players today": User.objects.filter(date_joined__gte=midnight),
        "Sign-ins today": Session.objects.filter(created_at__gte=midnight),
        "Emails created today": Mail.objects.filter(created_at__gte=midnight),
        "Emails waiting": Mail.objects.filter(state=Mail.WAITING),
        "Failed emails": Mail.objects.filter(state=Mail.FAILED),
        "Failed tasks today": TaskFailure.objects.filter(failed_at__gte=midnight),
    }
    figures = {name: count_at_most(rows, COUNTED) for name, rows in counted.items()}
    return {name: f"{figure}+" if figure == COUNTED else str(figure) for name, figure in figures.items()}


def _midnight() -> datetime:
    return timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
