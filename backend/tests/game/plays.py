"""Many plays at once, as if they had been played."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from game import rules, tasks
from game.models import Play, PlayerStatistics

START = datetime(2026, 1, 1, tzinfo=UTC)


def add_plays(player_id: int, count: int) -> None:
    """The numbers are 1, 2, 3 …; the statistics are what the recount finds."""
    at = PlayerStatistics.objects.get(pk=player_id).seq
    Play.objects.bulk_create((_play(player_id, seq) for seq in range(at + 1, at + count + 1)), batch_size=2000)
    PlayerStatistics.objects.filter(pk=player_id).update(seq=at + count)
    tasks.reconcile(player_id)


def _play(player_id: int, seq: int) -> Play:
    outcome = rules.judge((seq - 1) % rules.HIGHEST + 1)
    return Play(
        player_id=player_id,
        seq=seq,
        number=outcome.number,
        result=outcome.result,
        prize=outcome.prize,
        played_at=START + timedelta(seconds=seq),
    )
