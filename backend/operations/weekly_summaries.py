"""Emails the weekly summary to its subscribers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from typing import TypeGuard

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.mail import outbox, subscriptions
from accounts.mail.kinds import WEEKLY_SUMMARY
from accounts.models import Mail, User
from game.summaries.counting import count_plays_of
from game.summaries.reading import totals_between
from game.summaries.totals import WEEK, start_of

PLAYERS = 500  # per query


def enqueue_all() -> int:
    """Stores one email about the previous week for each subscriber who played, however often it runs.

    Returns the number of new emails.
    """
    end = start_of(timezone.now().date(), WEEK)
    first = end - timedelta(days=7)
    return sum(_enqueue(player, first, end) for player in _waiting(first))


def _waiting(first: date) -> Iterator[User]:
    """Yields subscribers who have no email about this week yet."""
    last = 0
    while page := subscriptions.players_after(last, PLAYERS):
        last = max(page)
        for player_id in (key for key, player in page.items() if player is None):
            subscriptions.unsubscribe(player_id)
        causes = {_cause(player, first): player for player in page.values() if _is_wanted(player)}
        stored = set(Mail.objects.filter(cause__in=causes).values_list("cause", flat=True))
        yield from (player for cause, player in causes.items() if cause not in stored)


def _is_wanted(player: User | None) -> TypeGuard[User]:
    return player is not None and player.is_active and player.email_verified


def _enqueue(player: User, first: date, end: date) -> bool:
    count_plays_of(player.pk)
    totals = totals_between(player.pk, first, end)
    if not totals.plays:
        return False
    facts = {
        "first": str(first),
        "last": str(end - timedelta(days=1)),
        "plays": str(totals.plays),
        "wins": str(totals.wins),
        "points": format(totals.points.normalize(), "f"),
    }
    with suppress(IntegrityError), transaction.atomic():  # a concurrent run has stored the email
        outbox.enqueue(player, WEEKLY_SUMMARY, cause=_cause(player, first), **facts)
        return True
    return False


def _cause(player: User, first: date) -> str:
    return f"{WEEKLY_SUMMARY}:{player.pk}:{first}"
