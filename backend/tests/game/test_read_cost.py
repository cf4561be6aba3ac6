"""The cost of a read doesn't depend on the number of plays."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.redis import summary_cache
from game.storage.summaries import summary_name
from tests.api import Player
from tests.game.plays import add_plays


def test_reads_take_as_many_queries_at_a_hundred_thousand_plays_as_at_ten(player: Player, short_timeouts: None) -> None:
    add_plays(player.id, 10)
    at_ten = counts(player)
    add_plays(player.id, 99_990)
    assert player.get("/api/game/statistics/").json["total_games"] == 100_000
    assert (
        counts(player) == at_ten == {"history": 2, "statistics": 2, "results": 1, "wins": 1, "since": 2, "nothing": 1}
    )


def counts(player: Player) -> dict[str, int]:
    def count(read: Callable[[], object]) -> int:
        summary_cache.forget(summary_name(player.id))
        with CaptureQueriesContext(connection) as queries:
            read()
        return len(queries)

    player.get("/api/game/history/")  # the session is cached from here on
    return {
        "history": count(lambda: player.get("/api/game/history/")),
        "statistics": count(lambda: player.get("/api/game/statistics/")),
        "results": count(lambda: player.get("/api/game/results/")),
        "wins": count(lambda: player.get("/api/game/results/?result=win")),
        "since": count(lambda: player.get("/api/game/results/?since=5")),
        "nothing": count(lambda: player.get("/api/game/results/?since=100000")),
    }
