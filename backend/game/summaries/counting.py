"""Adds new plays to the daily summaries.

A player's plays are numbered without gaps in commit order, so `SummaryProgress.seq` determines exactly which plays have
been counted, regardless of their time. It is updated in the transaction that counts them. The same pass over all
players deletes the summaries of players whom the previous version deleted. Decision 0105.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
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
    """Adds new plays of all players. Returns the number of plays that were added."""
    return sum(count_plays_of(player_id) for player_id in _players_behind())


def count_plays_of(player_id: int) -> int:
    _begin(player_id)
    total = 0
    while counted := _count_some(player_id):
        total += counted
        if counted < PLAYS:
            break
    return total


def _players_behind() -> Iterator[int]:
    last: int | None = 0
    while last is not None:
        seqs = _seqs_after(last)
        end = max(seqs) if len(seqs) == PLAYERS else None
        counted = _counted_between(last, end)
        delete_summaries(_deleted(counted.keys() - seqs.keys()))
        yield from (player_id for player_id, seq in seqs.items() if counted.get(player_id, 0) < seq)
        last = end


def _seqs_after(player_id: int) -> dict[int, int]:
    rows = PlayerStatistics.objects.filter(pk__gt=player_id).order_by("pk")
    return dict(rows.values_list("pk", "seq")[:PLAYERS])


def _counted_between(last: int, end: int | None) -> dict[int, int]:
    rows = SummaryProgress.objects.filter(pk__gt=last, **({} if end is None else {"pk__lte": end})).order_by("pk")
    return dict(rows.values_list("pk", "seq"))


def _deleted(player_ids: Collection[int]) -> list[int]:
    """Checks again, because a player may have registered since the statistics were read."""
    players = set(PlayerStatistics.objects.filter(pk__in=player_ids).values_list("pk", flat=True))
    return [player_id for player_id in player_ids if player_id not in players]


@retried()
def _begin(player_id: int) -> None:
    """Creates the progress under the lock that a deletion takes first, so that no row is created after the deletion."""
    if SummaryProgress.objects.filter(pk=player_id).exists():
        return
    with transaction.atomic():
        if PlayerStatistics.objects.select_for_update().filter(pk=player_id).values_list("pk", flat=True):
            SummaryProgress.objects.get_or_create(player_id=player_id)


@retried()
def _count_some(player_id: int) -> int:
    """Locks the progress, so that other workers and the player's deletion wait. A deleted player has no row."""
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


def delete_summaries(player_ids: Collection[int]) -> None:
    if player_ids:
        DailySummary.objects.filter(progress__in=player_ids).delete()
        SummaryProgress.objects.filter(pk__in=player_ids).delete()
