"""The nightly recount: statistics are what the plays add up to, or they are mended and somebody hears of it."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal

import structlog
from celery import shared_task
from django.db import transaction

from core.db.transactions import retried
from game import metrics
from game.models import Play, PlayerStatistics
from game.tally import Tally

logger = structlog.get_logger(__name__)

CHUNK = 2000


@shared_task(name="game.tasks.reconcile_statistics")
def reconcile_statistics() -> int:
    """Gives the number of players whose statistics had to be mended."""
    players = PlayerStatistics.objects.order_by("pk").values_list("pk", flat=True)
    return sum(reconcile(player_id) for player_id in players.iterator(chunk_size=CHUNK))


@retried()
def reconcile(player_id: int) -> bool:
    """Plays never change, so only what looks different needs the lock. True if something was mended.

    The cached summary follows within the five seconds that it may live.
    """
    row = PlayerStatistics.objects.filter(pk=player_id).first()
    if row is None or row.tally == recount(player_id):
        return False
    with transaction.atomic():
        row = PlayerStatistics.objects.select_for_update().filter(pk=player_id).first()
        right = recount(player_id)
        if row is None or row.tally == right:  # there was a play in between, or the player is gone
            return False
        PlayerStatistics.objects.filter(pk=player_id).update(**asdict(right))
    metrics.MENDED.inc()
    logger.error("statistics.mended", player=player_id, was=_words(row.tally), now=_words(right))
    return True


def recount(player_id: int) -> Tally:
    """From the plays alone, a chunk in memory at a time."""
    tally = Tally()
    while True:
        seqs = (tally.seq + 1, tally.seq + CHUNK)  # both, as in `selectors`
        plays = Play.objects.filter(player_id=player_id, seq__range=seqs).order_by("seq")
        chunk = list(plays.values_list("prize", "played_at"))
        for prize, played_at in chunk:
            tally = tally.add(prize, played_at)
        if len(chunk) < CHUNK:
            return tally


def _words(tally: Tally) -> dict[str, str]:
    """Equal values in equal words, however many zeros a decimal ends in."""
    return {
        name: f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
        for name, value in vars(tally).items()
    }
