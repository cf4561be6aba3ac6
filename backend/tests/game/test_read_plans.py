"""Every read uses an index, according to the query plan of the database."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.redis import summary_cache
from game.models import Play, PlayerStatistics
from game.storage.summaries import summary_name
from tests.api import Player, registered

PLAYS = 400
PATHS = [
    "/api/game/history/",
    "/api/game/statistics/",
    "/api/game/results/",
    "/api/game/results/?page_size=100&result=win",
    "/api/game/results/?page_size=100&since=200",
]


def fill(player: Player) -> None:
    now = timezone.now()
    Play.objects.bulk_create(
        Play(player_id=player.id, seq=seq, number=842, result="win", prize=421, played_at=now)
        for seq in range(2, PLAYS + 2)
    )
    PlayerStatistics.objects.filter(pk=player.id).update(seq=PLAYS + 1)


def plans_of(statement: str) -> list[dict[str, Any]]:
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        cursor.execute(f"{explain} {statement}")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def is_by_index(plan: dict[str, Any]) -> bool:
    if connection.vendor == "sqlite":
        return plan["detail"].startswith("SEARCH") and ("INDEX" in plan["detail"] or "PRIMARY KEY" in plan["detail"])
    sorts = "filesort" in (plan["Extra"] or "") or "temporary" in (plan["Extra"] or "")
    return plan["key"] is not None and plan["type"] not in ("ALL", "index") and not sorts


@pytest.mark.parametrize("path", PATHS)
def test_a_read_looks_at_no_row_that_it_does_not_give(player: Player, path: str) -> None:
    for each in (player, registered(), registered()):
        each.play(2)
        fill(each)
    summary_cache.forget(summary_name(player.id))

    with CaptureQueriesContext(connection) as queries:
        assert player.get(path).status == 200

    statements = [query["sql"] for query in queries if query["sql"].startswith("SELECT") and "game_" in query["sql"]]
    assert statements != []
    plans = [plan for statement in statements for plan in plans_of(statement)]
    assert [plan for plan in plans if not is_by_index(plan)] == []
