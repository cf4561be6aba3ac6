"""Adds up plays by day (UTC) and by ISO week, which begins on a Monday."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

DAY, WEEK = "day", "week"
DAYS_PER_PERIOD = {DAY: 1, WEEK: 7}


@dataclass(frozen=True)
class Totals:
    plays: int = 0
    wins: int = 0
    points: Decimal = Decimal(0)

    def __add__(self, other: Totals) -> Totals:
        return Totals(self.plays + other.plays, self.wins + other.wins, self.points + other.points)


Days = Mapping[date, Totals]


def by_day(plays: Iterable[tuple[Decimal | None, datetime]]) -> dict[date, Totals]:
    """Adds up prizes and times. The prize of a lost play is None."""
    played: Counter[date] = Counter()
    won: Counter[date] = Counter()
    points: dict[date, Decimal] = {}
    for prize, played_at in plays:
        day = played_at.astimezone(UTC).date()
        played[day] += 1
        if prize is not None:
            won[day] += 1
            points[day] = points.get(day, Decimal(0)) + prize
    return {day: Totals(count, won[day], points.get(day, Decimal(0))) for day, count in played.items()}


def added(*several: Days) -> dict[date, Totals]:
    total: dict[date, Totals] = {}
    for days in several:
        for day, totals in days.items():
            total[day] = total.get(day, Totals()) + totals
    return total


def by_period(days: Days, period: str) -> dict[date, Totals]:
    """Returns the totals by the first day of each period, newest first."""
    periods: dict[date, Totals] = {}
    for day in sorted(days, reverse=True):
        start = start_of(day, period)
        periods[start] = periods.get(start, Totals()) + days[day]
    return periods


def start_of(day: date, period: str) -> date:
    return day - timedelta(days=day.weekday()) if period == WEEK else day


def first_start_from(day: date, period: str) -> date:
    """Returns the start of the first period that doesn't begin before the day."""
    return start_of(day + timedelta(days=DAYS_PER_PERIOD[period] - 1), period)
