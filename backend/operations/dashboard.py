"""Numbers since midnight for the first page of the admin. Each uses an index, and is counted only up to a limit."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from accounts.models import Mail, Session, User
from core.admin.bounded import count_at_most
from game.selectors import plays_since
from operations.models import TaskFailure

MAX_COUNTED = 100_000


def numbers_of_today() -> dict[str, str]:
    """Returns the counts since midnight UTC, and the numbers of waiting and failed emails."""
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
    numbers = {name: count_at_most(rows, MAX_COUNTED) for name, rows in counted.items()}
    return {name: f"{number}+" if number == MAX_COUNTED else str(number) for name, number in numbers.items()}


def _midnight() -> datetime:
    return timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
