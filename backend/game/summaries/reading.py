"""A player's summaries by day and week: the plays that the worker has counted, and those since then."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.db.models import Subquery

from game import selectors
from game.models import DailySummary, SummaryProgress
from game.summaries.totals import DAYS_PER_PERIOD, Days, Totals, added, by_day, by_period, first_start_from

MAX_ADDED = 2000  # uncounted plays that a response adds; the worker runs before a player can make more
EARLIEST, LATEST = date(2000, 1, 1), date(9000, 1, 1)  # dates that every database can compare


class Page(NamedTuple):
    """Summaries of all plays up to `seq`, newest period first. `following` is the start of the next page, if any."""

    seq: int
    periods: dict[date, Totals]
    following: date | None


def summaries_of(player_id: int, *, period: str, before: date | None, limit: int) -> Page:
    """Returns the periods that start before the date and have plays."""
    end = first_start_from(min(max(before or LATEST, EARLIEST), LATEST), period)
    counted, days = _counted(player_id, end, DAYS_PER_PERIOD[period] * (limit + 1))
    seq, new = _uncounted(player_id, counted)
    periods = by_period(added(days, {day: totals for day, totals in new.items() if day < end}), period)
    starts = list(periods)[:limit]
    return Page(seq, {start: periods[start] for start in starts}, starts[-1] if len(periods) > limit else None)


def totals_between(player_id: int, first: date, end: date) -> Totals:
    """Adds up the days from `first` up to, but not including, `end`."""
    page = summaries_of(player_id, period="day", before=end, limit=(end - first).days)
    return sum((totals for day, totals in page.periods.items() if day >= first), Totals())


def _counted(player_id: int, end: date, limit: int) -> tuple[int, Days]:
    """Reads the progress in the same statement as the days, so that they are consistent.

    Without days, the progress read before is sufficient, since the plays counted up to it have no days either.
    """
    progress = SummaryProgress.objects.filter(pk=player_id).values("seq")
    earlier = progress.values_list("seq", flat=True).first() or 0
    days = DailySummary.objects.filter(progress=player_id, day__lt=end).annotate(counted=Subquery(progress))
    rows = list(days.order_by("-day").values_list("counted", "day", "plays", "wins", "points")[:limit])
    return rows[0][0] if rows else earlier, {day: Totals(plays, wins, points) for _, day, plays, wins, points in rows}


def _uncounted(player_id: int, counted: int) -> tuple[int, Days]:
    plays = selectors.prizes_after(player_id, counted, MAX_ADDED)
    seq = plays[-1][0] if plays else counted
    return seq, by_day((prize, played_at) for _, prize, played_at in plays)
