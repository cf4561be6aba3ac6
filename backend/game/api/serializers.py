"""The one JSON shape of results and statistics, for HTTP, the socket and the cache alike."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from core.api.fields import PointsField, StrictIntegerField
from game import rules


class PlaySerializer(serializers.Serializer[Any]):
    """What is sent to play."""

    number = StrictIntegerField(min_value=rules.LOWEST, max_value=rules.HIGHEST)


class ResultSerializer(serializers.Serializer[Any]):
    """One play: for the OpenAPI document; `result_of` makes it."""

    id = serializers.IntegerField(min_value=1)
    seq = serializers.IntegerField(min_value=1, help_text="Counts the player's plays without a gap")
    number = serializers.IntegerField(min_value=rules.LOWEST, max_value=rules.HIGHEST)
    result = serializers.ChoiceField(choices=[rules.WIN, rules.LOSE])
    prize = PointsField(allow_null=True, help_text="Exact; null for a lost game")
    played_at = serializers.DateTimeField()


class StatisticsSerializer(serializers.Serializer[Any]):
    """For the OpenAPI document; `statistics_of` makes it."""

    total_games = serializers.IntegerField(min_value=0)
    wins = serializers.IntegerField(min_value=0)
    losses = serializers.IntegerField(min_value=0)
    win_rate = PointsField(help_text="Percent, two decimals")
    total_prize = PointsField()
    average_prize = PointsField(help_text="Per win, two decimals")
    best_prize = PointsField()
    current_streak = serializers.IntegerField(min_value=0, help_text="Wins in a row up to now")
    best_streak = serializers.IntegerField(min_value=0, help_text="The most wins in a row")
    last_played = serializers.DateTimeField(allow_null=True)


class ResultPageSerializer(serializers.Serializer[Any]):
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = ResultSerializer(many=True)


class RangeSerializer(serializers.Serializer[Any]):
    min = serializers.IntegerField()
    max = serializers.IntegerField()


class ParitySerializer(serializers.Serializer[Any]):
    even = serializers.ChoiceField(choices=[rules.WIN, rules.LOSE])
    odd = serializers.ChoiceField(choices=[rules.WIN, rules.LOSE])


class PrizeBandSerializer(serializers.Serializer[Any]):
    above = serializers.IntegerField()
    percent = serializers.IntegerField(help_text="Share of the number that a win pays")


class RulesSerializer(serializers.Serializer[Any]):
    version = serializers.IntegerField()
    range = RangeSerializer()
    parity = ParitySerializer()
    prize_bands = PrizeBandSerializer(
        many=True, help_text="Highest first; the first whose `above` the number exceeds pays"
    )


def rules_of_the_game() -> dict[str, Any]:
    return {
        "version": rules.VERSION,
        "range": {"min": rules.LOWEST, "max": rules.HIGHEST},
        "parity": {"even": rules.judge(2).result, "odd": rules.judge(1).result},
        "prize_bands": [{"above": band.above, "percent": band.percent} for band in rules.BANDS],
    }
