"""Every read uses an index and examines at most three times the rows that it returns, among thousands of others."""

from __future__ import annotations

import pytest
from django.db import connection

from core.redis import summary_cache
from game.models import Play
from game.storage.summaries import summary_name
from game.summaries.tasks import update_summaries
from tests.api import Player
from tests.plans.recorded import Recorded, check, recorded
from tests.plans.rows import PLAYS

PLAYS_TABLE = Play._meta.db_table

PATHS = [
    "/api/game/history/",
    "/api/game/statistics/",
    "/api/game/results/",
    "/api/game/results/?page_size=100",
    "/api/game/results/?page_size=100&result=win",
    "/api/game/results/?page_size=100&since=200",
    "/auth/api/sessions/",
    "/auth/api/user/",
]


def check_plays(statements: list[Recorded]) -> None:
    """The rows are read from the index in order."""
    check(statements)
    assert [one for one in statements if one.plan.sorts and PLAYS_TABLE in one.statement] == []


def read(player: Player, path: str) -> list[Recorded]:
    summary_cache.forget(summary_name(player.id))
    with recorded() as statements:
        assert player.get(path).status == 200
    return statements


@pytest.mark.parametrize("path", PATHS)
def test_a_read_examines_little_more_than_it_returns(busy: Player, path: str) -> None:
    check_plays(read(busy, path))


@pytest.mark.parametrize("filters", ["", "&result=win"])
@pytest.mark.parametrize("direction", ["next", "previous"])
def test_a_page_in_the_middle_examines_little_more_than_it_returns(busy: Player, filters: str, direction: str) -> None:
    page = busy.get(f"/api/game/results/?page_size=100{filters}").json
    for _ in range(2):
        page = busy.get(page["next"].partition("testserver")[2]).json
    check_plays(read(busy, page[direction].partition("testserver")[2]))


def test_an_export_reads_every_play_once(busy: Player) -> None:
    statements = read(busy, "/api/game/results/export/")
    check_plays(statements)
    if connection.vendor == "mysql":  # SQLite doesn't count rows
        assert sum(one.rows for one in statements if "FROM `game_play`" in one.statement) == PLAYS


def test_a_repeated_play_is_found_by_its_key(busy: Player) -> None:
    assert busy.play(842, key="again").status == 200
    with recorded() as statements:
        assert busy.play(842, key="again").headers["Idempotent-Replayed"] == "true"
    check_plays(statements)
    assert [one for one in statements if "key_digest" in one.statement] != []


@pytest.mark.parametrize("period", ["day", "week"])
def test_summaries_examine_little_more_than_they_count(busy: Player, period: str) -> None:
    check(read(busy, f"/api/game/summaries/?period={period}"))
    update_summaries()
    check(read(busy, f"/api/game/summaries/?period={period}"))
