"""Converts results and statistics to their JSON form, for HTTP, the socket and the cache."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from rest_framework import serializers

from core.api.fields import ExactDecimalField
from core.api.openapi.examples import response_example
from game import rules
from game.models import Play, Recorded
from game.tally import Tally

HUNDREDTH = Decimal("0.01")


@lru_cache(maxsize=64)  # all plays of a group have the same time
def time_text(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC with microseconds and Z."""
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def result_of(play: Play | Recorded) -> dict[str, Any]:
    return {
        "id": play.pk,
        "seq": play.seq,
        "number": play.number,
        "result": play.result,
        "prize": play.prize,
        "played_at": time_text(play.played_at),
    }


def _example(number: int) -> Recorded:
    outcome, played_at = rules.judge(number), datetime(2026, 1, 31, 12, tzinfo=UTC)
    return Recorded(4711, 1, 7, number, outcome.result, outcome.prize, played_at, None)


EXAMPLE = _example(842)


@response_example(result_of(EXAMPLE), component="GameResult")
class ResultSerializer(serializers.Serializer[Any]):
    """The result of a play."""  # for the documents and the columns of the export; `result_of` builds it

    id = serializers.IntegerField(min_value=1)
    seq = serializers.IntegerField(
        min_value=1, help_text="Position among the player's plays: 1, 2, 3, and so on, without gaps."
    )
    number = serializers.IntegerField(min_value=rules.LOWEST, max_value=rules.HIGHEST)
    result = serializers.ChoiceField(choices=[rules.WIN, rules.LOSE])
    prize = ExactDecimalField(allow_null=True, help_text="Exact decimal; null for a loss.")
    played_at = serializers.DateTimeField()


def statistics_of(tally: Tally) -> dict[str, Any]:
    return {
        "total_games": tally.seq,
        "wins": tally.wins,
        "losses": tally.seq - tally.wins,
        "win_rate": _ratio(Decimal(100 * tally.wins), tally.seq),
        "total_prize": tally.total_prize,
        "average_prize": _ratio(tally.total_prize, tally.wins),
        "best_prize": tally.best_prize,
        "current_streak": tally.current_streak,
        "best_streak": tally.best_streak,
        "last_played": time_text(tally.last_played),
    }


def _ratio(part: Decimal, whole: int) -> Decimal:
    return (part / whole).quantize(HUNDREDTH, ROUND_HALF_UP) if whole else Decimal(0)
