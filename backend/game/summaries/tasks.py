"""Tasks that make summaries, and remove those of players who no longer exist."""

from __future__ import annotations

from celery import shared_task
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef

from core.tasks.retries import RETRIED
from game.models import DailySummary, SummaryProgress
from game.summaries import counting

CLEARED_AT_ONCE = 500


@shared_task(name="game.tasks.update_summaries", **RETRIED)
def update_summaries() -> int:
    """Adds new plays to the daily summaries. Returns their number."""
    return counting.count_new_plays()


@shared_task(name="game.tasks.clear_orphaned_summaries", **RETRIED)
def clear_orphaned_summaries() -> int:
    """Deletes the summaries of players whom the previous version deleted. Returns the number of players."""
    players = get_user_model().objects.filter(pk=OuterRef("pk"))
    orphaned = list(SummaryProgress.objects.filter(~Exists(players)).values_list("pk", flat=True)[:CLEARED_AT_ONCE])
    delete_summaries(orphaned)
    return len(orphaned)


def delete_summaries(player_ids: list[int]) -> None:
    DailySummary.objects.filter(progress__in=player_ids).delete()
    SummaryProgress.objects.filter(pk__in=player_ids).delete()
