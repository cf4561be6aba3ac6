"""Plays on chosen days, and a player's expected summaries, computed from the plays by independent code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from game import rules
from game.models import Play, PlayerStatistics
from tests.api import Player


def add_dated_plays(player_id: int, plays: Sequence[tuple[int, str]]) -> None:
    """Numbers, and times such as `2026-01-05T23:59:59`, in commit order."""
    first = PlayerStatistics.objects.get(pk=player_id).seq + 1
    for seq, (number, moment) in enumerate(plays, first):
        outcome, played_at = rules.judge(number), datetime.fromisoformat(moment).replace(tzinfo=UTC)
        Play.objects.create(
            player_id=player_id,
            seq=seq,
            number=number,
            result=outcome.result,
            prize=outcome.prize,
            played_at=played_at,
        )
        PlayerStatistics.objects.filter(pk=player_id).update(seq=seq)


def expected_summaries(player_id: int, period: str) -> list[dict[str, Any]]:
    """Newest first."""
    found: dict[str, dict[str, Any]] = {}
    for prize, played_at in Play.objects.filter(player_id=player_id).values_list("prize", "played_at"):
        day = played_at.astimezone(UTC).date()
        start = day if period == "day" else day - timedelta(days=day.isoweekday() - 1)
        row = found.setdefault(str(start), {"start": str(start), "plays": 0, "wins": 0, "points": Decimal(0)})
        row["plays"] += 1
        row["wins"] += prize is not None
        row["points"] += prize or 0
    return [{**row, "points": float(row["points"])} for _, row in sorted(found.items(), reverse=True)]


def summaries(player: Player, period: str) -> list[dict[str, Any]]:
    """All pages."""
    rows: list[dict[str, Any]] = []
    path: str | None = f"/api/game/summaries/?period={period}"
    while path:
        answer = player.get(path)
        assert answer.status == 200, answer.raw
        rows += answer.json["summaries"]
        path = answer.json["next"]
    return rows
