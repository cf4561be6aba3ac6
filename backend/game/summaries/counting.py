"""Adds new plays to the daily summaries.

A player's plays are numbered without gaps in commit order, so `SummaryProgress.seq` says exactly which plays have been
counted, whatever their time and whenever they were committed. It moves in the transaction that counts them.
Decision 0105.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from core.db.transactions import retried
from game import selectors
from game.models import DailySummary, PlayerStatistics, SummaryProgress
from game.summaries.totals import Totals, added, by_day

PLAYS = 2000  # per transaction
PLAYERS = 2000  # per query
FIELDS = ("plays", "wins", "points")


def count_new_plays() -> int:
    """Returns the number of plays that were added."""
    return sum(count_plays_of(player_id) for player_id in _players_behind())


def count_plays_of(player_id: int) -> int:
    total = 0
    while counted := _count_some(player_id):
        total += counted
        if counted < PLAYS:
            break
    return total


def _players_behind() -> Iterator[int]:
    last = 0
    while seqs := _seqs_after(last):
        last = max(seqs)
        counted = dict(SummaryProgress.objects.filter(pk__gte=min(seqs), pk__lte=last).values_list("pk", "seq"))
        behind = [player_id for player_id, seq in seqs.items() if counted.get(player_id, 0) < seq]
        new = [SummaryProgress(player_id=player_id) for player_id in behind if player_id not in counted]
        SummaryProgress.objects.bulk_create(new, ignore_conflicts=True)
        yield from behind


def _seqs_after(player_id: int) -> dict[int, int]:
    rows = PlayerStatistics.objects.filter(pk__gt=player_id).order_by("pk")
    return dict(rows.values_list("pk", "seq")[:PLAYERS])


@retried()
def _count_some(player_id: int) -> int:
    """The lock makes workers take turns, and the player's deletion wait. A deleted player has no row."""
    with transaction.atomic():
        progress = SummaryProgress.objects.select_for_update().filter(pk=player_id).first()
        if progress is None:
            return 0
        plays = selectors.prizes_after(player_id, progress.seq, PLAYS)
        if plays:
            _add(progress, by_day((prize, played_at) for _, prize, played_at in plays))
            SummaryProgress.objects.filter(pk=player_id).update(seq=plays[-1][0])
        return len(plays)


def _add(progress: SummaryProgress, new: dict[date, Totals]) -> None:
    rows = {row.day: row for row in DailySummary.objects.filter(progress=progress, day__in=new)}
    known = {day: Totals(row.plays, row.wins, row.points) for day, row in rows.items()}
    for day, totals in added(known, new).items():
        row = rows.setdefault(day, DailySummary(progress=progress, day=day))
        row.plays, row.wins, row.points = totals.plays, totals.wins, totals.points
    DailySummary.objects.bulk_update([row for row in rows.values() if row.pk], FIELDS)
    DailySummary.objects.bulk_create([row for row in rows.values() if not row.pk])
