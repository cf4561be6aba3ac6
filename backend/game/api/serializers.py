"""The JSON shape of results and statistics over HTTP, on the socket and in the cache."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from core.api.fields import ExactDecimalField, StrictIntegerField
from core.api.openapi.examples import body_example, response_example
from game import rules
from game.representations import EXAMPLE, ResultSerializer, result_of, statistics_of
from game.tally import Tally


@body_example({"number": 842})
class PlaySerializer(serializers.Serializer[Any]):
    """A number to play."""

    number = StrictIntegerField(min_value=rules.LOWEST, max_value=rules.HIGHEST)


@response_example(statistics_of(Tally().add(EXAMPLE.prize, EXAMPLE.played_at)))
class StatisticsSerializer(serializers.Serializer[Any]):
    """Statistics over all of a player's plays."""  # for the OpenAPI document; `statistics_of` builds them

    total_games = serializers.IntegerField(min_value=0)
    wins = serializers.IntegerField(min_value=0)
    losses = serializers.IntegerField(min_value=0)
    win_rate = ExactDecimalField(help_text="Percentage with two decimal places.")
    total_prize = ExactDecimalField()
    average_prize = ExactDecimalField(help_text="Average per win, with two decimal places.")
    best_prize = ExactDecimalField()
    current_streak = serializers.IntegerField(min_value=0, help_text="Current number of consecutive wins.")
    best_streak = serializers.IntegerField(min_value=0, help_text="Longest run of consecutive wins.")
    last_played = serializers.DateTimeField(allow_null=True)


RESULT_PAGE = {
    "next": "http://localhost:8000/api/game/results/?cursor=cD03",
    "previous": None,
    "results": [result_of(EXAMPLE)],
}


class ResultPageSerializer(serializers.Serializer[Any]):
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = ResultSerializer(many=True)


RESULTS_SINCE = {"results": [result_of(EXAMPLE)], "seq": EXAMPLE.seq}


class ResultsSinceSerializer(serializers.Serializer[Any]):
    """Results after a seq, oldest first."""

    results = ResultSerializer(many=True)
    seq = serializers.IntegerField(
        min_value=0, help_text="The `seq` of the newest result. If it is lower than `since`, the client has to resync."
    )


class RangeSerializer(serializers.Serializer[Any]):
    min = serializers.IntegerField()
    max = serializers.IntegerField()


class ParitySerializer(serializers.Serializer[Any]):
    even = serializers.ChoiceField(choices=[rules.WIN, rules.LOSE])
    odd = serializers.ChoiceField(choices=[rules.WIN, rules.LOSE])


class PrizeBandSerializer(serializers.Serializer[Any]):
    above = serializers.IntegerField()
    percent = serializers.IntegerField(help_text="The percentage of the number that a win pays.")


def rules_of_the_game() -> dict[str, Any]:
    return {
        "version": rules.VERSION,
        "range": {"min": rules.LOWEST, "max": rules.HIGHEST},
        "parity": {"even": rules.judge(2).result, "odd": rules.judge(1).result},
        "prize_bands": [{"above": band.above, "percent": band.percent} for band in rules.BANDS],
    }


@response_example(rules_of_the_game())
class RulesSerializer(serializers.Serializer[Any]):
    version = serializers.IntegerField()
    range = RangeSerializer()
    parity = ParitySerializer()
    prize_bands = PrizeBandSerializer(
        many=True, help_text="Highest first. The first band whose `above` is less than the number applies."
    )
