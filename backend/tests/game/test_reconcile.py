"""The nightly recount: statistics that differ from the plays are corrected, logged and counted."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from prometheus_client import REGISTRY
from structlog.testing import capture_logs

from game import tasks
from game.models import Play, PlayerStatistics
from game.tally import Tally
from tests.api import Player, registered
from tests.core.clock import moved_by_hand
from tests.core.summaries import expire_summaries
from tests.game.plays import add_plays

WRONG: list[dict[str, Any]] = [
    {"seq": 2},
    {"seq": 9},
    {"wins": 0},
    {"total_prize": Decimal("0.01")},
    {"best_prize": Decimal("9999.99")},
    {"current_streak": 7},
    {"best_streak": 7},
    {"last_played": None},
    {
        "seq": 0,
        "wins": 0,
        "total_prize": 0,
        "best_prize": 0,
        "current_streak": 0,
        "best_streak": 0,
        "last_played": None,
    },
]


@pytest.fixture
def played(player: Player) -> Player:
    for number in (842, 902, 841, 302):
        assert player.play(number).status == 200
    return player


def row_of(player: Player) -> Tally:
    return PlayerStatistics.objects.get(pk=player.id).tally


def corrected() -> float:
    return REGISTRY.get_sample_value("numberplay_statistics_mended_total") or 0


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: ",".join(wrong))
def test_wrong_statistics_are_corrected_logged_and_counted(played: Player, wrong: dict[str, Any]) -> None:
    right = row_of(played)
    PlayerStatistics.objects.filter(pk=played.id).update(**wrong)
    before = corrected()
    with capture_logs() as lines:
        assert tasks.reconcile_statistics() == 1
    assert row_of(played) == right
    assert corrected() == before + 1
    (line,) = lines
    assert (line["event"], line["log_level"], line["player"]) == ("statistics.corrected", "error", played.id)
    changed = {name for name in line["was"] if line["was"][name] != line["now"][name]}
    assert changed == {name for name in wrong if wrong[name] != getattr(right, name)} != set()


@pytest.mark.parametrize("redis", [False, True])
def test_the_cache_is_right_five_seconds_later(
    played: Player, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, redis: bool
) -> None:
    if redis:
        request.getfixturevalue("with_redis")
    right = played.get("/api/game/statistics/").raw
    PlayerStatistics.objects.filter(pk=played.id).update(wins=1, total_prize=1)
    played.play(1)
    assert played.get("/api/game/statistics/").json["wins"] == 1
    assert tasks.reconcile_statistics() == 1
    expire_summaries(moved_by_hand(monkeypatch))
    after = played.get("/api/game/statistics/").json
    assert (after["wins"], after["total_games"], after["total_prize"]) == (3, 5, 1143)
    assert played.get("/api/game/history/").json[0]["seq"] == 5
    assert after["last_played"].encode() not in right


def test_plays_continue_after_a_row_that_had_fallen_behind(played: Player) -> None:
    PlayerStatistics.objects.filter(pk=played.id).update(seq=2, wins=2, current_streak=2)
    assert tasks.reconcile_statistics() == 1
    assert played.play(2).json["seq"] == 5


def test_a_row_that_is_wholly_of_an_earlier_play_is_corrected(player: Player) -> None:
    player.play(842)
    earlier = vars(row_of(player))
    player.play(902)
    right = row_of(player)
    PlayerStatistics.objects.filter(pk=player.id).update(**earlier)
    assert tasks.reconcile_statistics() == 1
    assert row_of(player) == right
    assert player.play(2).json["seq"] == 3


def test_right_statistics_are_neither_written_nor_locked(played: Player) -> None:
    registered()
    before = corrected()
    with CaptureQueriesContext(connection) as queries, capture_logs() as lines:
        assert tasks.reconcile_statistics() == 0
    assert {query["sql"].split(" ", 1)[0] for query in queries} == {"SELECT"}
    assert not [query for query in queries if "FOR UPDATE" in query["sql"]]
    assert (corrected(), lines) == (before, [])


def test_only_the_wrong_row_is_touched(played: Player) -> None:
    other = registered()
    other.play(842)
    right = row_of(other)
    PlayerStatistics.objects.filter(pk=played.id).update(wins=9)
    assert tasks.reconcile_statistics() == 1
    assert row_of(other) == right
    assert row_of(played).wins == 3


def test_a_second_run_finds_nothing(played: Player) -> None:
    PlayerStatistics.objects.filter(pk=played.id).update(wins=9)
    assert [tasks.reconcile_statistics(), tasks.reconcile_statistics()] == [1, 0]


def test_more_plays_than_one_chunk_are_recounted(player: Player) -> None:
    add_plays(player.id, 2 * tasks.CHUNK + 1)
    right = row_of(player)
    wins = Play.objects.filter(result="win").count()
    assert (right.seq, right.wins, right.best_streak) == (2 * tasks.CHUNK + 1, wins, 1)
    PlayerStatistics.objects.filter(pk=player.id).update(wins=0, total_prize=0)
    assert tasks.reconcile_statistics() == 1
    assert row_of(player) == right


def test_a_player_deleted_during_the_run_does_not_stop_the_recount(
    played: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = registered()
    PlayerStatistics.objects.filter(pk=other.id).update(wins=9)
    reconcile = tasks.reconcile

    def after_a_deletion(player_id: int) -> bool:
        if player_id == played.id:
            Play.objects.filter(player_id=player_id).delete()
            PlayerStatistics.objects.filter(pk=player_id).delete()
        return reconcile(player_id)

    monkeypatch.setattr(tasks, "reconcile", after_a_deletion)
    assert tasks.reconcile_statistics() == 1
    assert row_of(other).wins == 0
    assert not PlayerStatistics.objects.filter(pk=played.id).exists()


def test_a_play_during_the_recount_is_no_difference(played: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    recount = tasks.recount

    def after_a_play(player_id: int) -> Tally:
        monkeypatch.setattr(tasks, "recount", recount)
        assert played.play(2).json["seq"] == 5
        return recount(player_id)

    monkeypatch.setattr(tasks, "recount", after_a_play)
    before = corrected()
    assert tasks.reconcile_statistics() == 0
    assert (row_of(played).seq, corrected()) == (5, before)
