"""Recounts the statistics every night, and logs and corrects those that don't match the plays."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal

import structlog
from celery import shared_task
from django.db import transaction

from core.db.transactions import retried
from core.tasks.retries import RETRIED
from game import metrics
from game.models import Play, PlayerStatistics
from game.tally import Tally

logger = structlog.get_logger(__name__)

CHUNK = 2000


@shared_task(name="game.tasks.reconcile_statistics", **RETRIED)
def reconcile_statistics() -> int:
    """Returns the number of players whose statistics had to be corrected."""
    players = PlayerStatistics.objects.order_by("pk").values_list("pk", flat=True)
    return sum(reconcile(player_id) for player_id in players.iterator(chunk_size=CHUNK))


@retried()
def reconcile(player_id: int) -> bool:
    """Returns whether the statistics had to be corrected.

    Plays never change, so the row is locked only if there is a difference. The cached summary expires within five
    seconds.
    """
    row = PlayerStatistics.objects.filter(pk=player_id).first()
    if row is None or row.tally == recount(player_id):
        return False
    with transaction.atomic():
        row = PlayerStatistics.objects.select_for_update().filter(pk=player_id).first()
        right = recount(player_id)
        if row is None or row.tally == right:  # there was a concurrent play, or the player has been deleted
            return False
        PlayerStatistics.objects.filter(pk=player_id).update(**asdict(right))
    metrics.REPAIRED.inc()
    logger.error("statistics.corrected", player=player_id, was=_as_text(row.tally), now=_as_text(right))
    return True


def recount(player_id: int) -> Tally:
    """Computes the tally from the plays alone, with one chunk in memory at a time."""
    tally = Tally()
    while True:
        seqs = (tally.seq + 1, tally.seq + CHUNK)  # bounded on both sides, as in `selectors`
        plays = Play.objects.filter(player_id=player_id, seq__range=seqs).order_by("seq")
        chunk = list(plays.values_list("prize", "played_at"))
        for prize, played_at in chunk:
            tally = tally.add(prize, played_at)
        if len(chunk) < CHUNK:
            return tally


def _as_text(tally: Tally) -> dict[str, str]:
    """Formats equal values equally, regardless of trailing zeros."""
    return {
        name: f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
        for name, value in vars(tally).items()
    }
