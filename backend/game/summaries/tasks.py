"""The task that updates summaries."""

from __future__ import annotations

from celery import shared_task

from core.tasks.retries import RETRIED
from game.summaries import counting


@shared_task(name="game.tasks.update_summaries", **RETRIED)
def update_summaries() -> int:
    """Adds new plays to the daily summaries. Returns their number."""
    return counting.count_new_plays()
