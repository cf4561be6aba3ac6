"""Cached reads are never older than an acknowledged play."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from core.redis import summary_cache
from core.sockets import publish
from game import events, selectors
from game.models import Play, PlayerStatistics
from game.storage.summaries import summary_name
from tests.api import Player
from tests.core.clock import Clock, moved_by_hand
from tests.core.summaries import expire_summaries

HISTORY = "/api/game/history/"
STATISTICS = "/api/game/statistics/"

BACKENDS = ["as_configured", "redis"]


@pytest.fixture(params=BACKENDS, autouse=True)
def backend(request: pytest.FixtureRequest, settings: Settings) -> None:
    """Uses the caches of this run and, if those are in the process, Redis as well."""
    if request.param == "redis":
        request.getfixturevalue("with_redis")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return moved_by_hand(monkeypatch)


def assert_current(player: Player, numbers: list[int]) -> None:
    """Checks that reads return all plays, of which `numbers` are the last."""
    assert [result["number"] for result in player.get(HISTORY).json] == numbers[:-4:-1]
    statistics = player.get(STATISTICS).json
    assert statistics["total_games"] == len(numbers)
    assert statistics["wins"] == sum(number % 2 == 0 for number in numbers)


@pytest.mark.parametrize("path", [HISTORY, STATISTICS])
@pytest.mark.parametrize("plays", [0, 2, 5])
def test_the_second_read_asks_the_database_nothing(player: Player, path: str, plays: int) -> None:
    for number in range(plays):
        player.play(number + 1)
    first = player.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert player.get(path).raw == first.raw
    assert len(queries) == 0


def test_a_play_keeps_what_is_cached_up_to_date_without_a_query(player: Player) -> None:
    assert_current(player, [])
    numbers = [2, 3, 4, 5, 6]
    for number in numbers:
        player.play(number)
    with CaptureQueriesContext(connection) as queries:
        assert_current(player, numbers)
    assert len(queries) == 0


def test_every_read_after_a_play_shows_it(player: Player) -> None:
    numbers: list[int] = []
    for number in (842, 841, 2, 4, 6, 7):
        numbers.append(number)
        assert player.play(number).status == 200
        assert_current(player, numbers)


def test_a_lost_cache_is_filled_again(player: Player) -> None:
    numbers: list[int] = []
    for number in (2, 4, 6, 7):
        numbers.append(number)
        player.play(number)
        summary_cache.forget(summary_name(player.id))
        assert_current(player, numbers)
    player.play(8)
    summary_cache.forget(summary_name(player.id))
    player.play(10)
    assert_current(player, [*numbers, 8, 10])


def test_the_database_and_the_cache_agree(player: Player) -> None:
    player.get(HISTORY)
    for number in (902, 841, 302, 300, 6):
        player.play(number)
    written = [player.get(path).raw for path in (HISTORY, STATISTICS)]
    summary_cache.forget(summary_name(player.id))
    assert [player.get(path).raw for path in (HISTORY, STATISTICS)] == written


def test_a_play_during_a_read_is_not_hidden_by_what_was_read_before_it(
    player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    player.play(2)
    read = selectors.stored_game

    def read_slowly(player_id: int) -> summary_cache.Summary:
        found = read(player_id)
        monkeypatch.setattr(selectors, "stored_game", read)
        assert player.play(4).json["seq"] == 2
        return found

    monkeypatch.setattr(selectors, "stored_game", read_slowly)
    summary_cache.forget(summary_name(player.id))
    player.get(HISTORY)
    assert_current(player, [2, 4])


@pytest.mark.parametrize(
    "fault", [RuntimeError("the layer is broken"), ConnectionError("away")], ids=lambda fault: type(fault).__name__
)
def test_a_play_that_could_not_be_published_is_read_anyway(
    player: Player, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    player.play(2)
    assert_current(player, [2])

    def fails(*_: object) -> Any:
        raise fault

    with monkeypatch.context() as broken:
        broken.setattr(publish, "get_channel_layer", fails)
        broken.setattr(publish, "redis_layer", fails)
        assert player.play(4).status == 200
        assert_current(player, [2, 4])
    assert_current(player, [2, 4])
    player.play(6)
    assert_current(player, [2, 4, 6])


def unannounced(player: Player, number: int, monkeypatch: pytest.MonkeyPatch, *, key: str | None = None) -> int:
    """Plays in a process that fails between COMMIT and everything after it. Returns the response's status."""

    def fails(*_: Any, **__: Any) -> Any:
        raise OperationalError(2013, "Lost connection to server during query")

    with monkeypatch.context() as broken:
        broken.setattr(events, "plays_stored", fails)
        return player.play(number, key=key).status


def test_a_play_whose_response_was_lost_is_in_every_read_after_five_seconds(
    player: Player, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    player.play(2)
    assert_current(player, [2])
    assert unannounced(player, 4, monkeypatch) == 503
    expire_summaries(clock)
    assert_current(player, [2, 4])


def test_repeating_a_play_whose_response_was_lost_shows_it_at_once(
    player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    player.play(2)
    assert_current(player, [2])
    assert unannounced(player, 4, monkeypatch, key="one") == 503
    repeated = player.play(4, key="one")
    assert (repeated.status, repeated.headers["Idempotent-Replayed"], repeated.json["seq"]) == (200, "true", 2)
    assert_current(player, [2, 4])


def test_a_play_that_could_not_be_announced_is_in_the_reads_of_another_process_after_five_seconds(
    player: Player, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    player.play(2)
    assert_current(player, [2])
    with monkeypatch.context() as broken:
        broken.setattr(summary_cache.local, "append", lambda _: 1 / 0)
        broken.setattr(publish, "redis_layer", lambda: 1 / 0)
        assert player.play(4).status == 200
    summary_cache._bypassed.clear()  # as in any other process
    expire_summaries(clock)
    assert_current(player, [2, 4])


def test_a_database_restored_to_an_earlier_moment_is_what_reads_show_after_five_seconds(
    player: Player, clock: Clock
) -> None:
    for number in (2, 4, 6):
        player.play(number)
    before = PlayerStatistics.objects.get(pk=player.id)
    player.play(8)
    player.play(10)
    assert_current(player, [2, 4, 6, 8, 10])
    Play.objects.filter(seq__gt=3).delete()
    before.save()
    assert player.play(841).json["seq"] == 4  # further plays don't extend the life of the old state in the cache
    expire_summaries(clock)
    assert_current(player, [2, 4, 6, 841])
