"""GET rules/: the prize bands, without authentication."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from game import rules
from tests.api import Player, call

PATH = "/api/game/rules/"


def test_the_rules_are_public_and_complete() -> None:
    answer = call("GET", PATH)
    assert (answer.status, answer.json) == (
        200,
        {
            "version": 1,
            "range": {"min": 1, "max": 9999},
            "parity": {"even": "win", "odd": "lose"},
            "prize_bands": [
                {"above": 900, "percent": 70},
                {"above": 600, "percent": 50},
                {"above": 300, "percent": 30},
                {"above": 0, "percent": 10},
            ],
        },
    )


def test_the_rules_may_be_kept_by_any_cache() -> None:
    assert call("GET", PATH).headers["Cache-Control"] == "public, max-age=300"


def test_a_bad_token_does_not_matter_to_what_is_public() -> None:
    assert call("GET", PATH, token="x").status == 200


def test_the_rules_cost_no_query(player: Player) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert call("GET", PATH).status == 200
    assert len(queries) == 0


def test_a_client_that_follows_the_answer_judges_as_the_server_does() -> None:
    answer = call("GET", PATH).json
    for number in range(answer["range"]["min"], answer["range"]["max"] + 1):
        result = answer["parity"]["odd" if number % 2 else "even"]
        percent = next(band["percent"] for band in answer["prize_bands"] if number > band["above"])
        outcome = rules.judge(number)
        assert outcome.result == result
        assert outcome.prize is None or outcome.prize * 100 == number * percent
