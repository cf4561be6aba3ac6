"""The data that the game stores about a player."""

from __future__ import annotations

from core.privacy import Sections, rows
from game.models import DailySummary, Export, Play, PlayerStatistics, SummaryProgress


def sections(player_id: int) -> Sections:
    return {
        "plays": rows(Play.objects.filter(player_id=player_id), by="seq", gapless=True),
        "statistics": rows(PlayerStatistics.objects.filter(pk=player_id)),
        "summary_progress": rows(SummaryProgress.objects.filter(pk=player_id)),
        "summaries": rows(DailySummary.objects.filter(progress=player_id), by="day"),
        "exports": rows(Export.objects.filter(player_id=player_id)),
    }
