"""Reads are cached, and never older than a play that was acknowledged."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from core import broadcast, feeds
from game import selectors
from game.events import feed_name
from tests.api import Player

HISTORY = "/api/game/history/"
STATISTICS = "/api/game/statistics/"

BACKENDS = ["as_configured", "redis"]


@pytest.fixture(params=BACKENDS, autouse=True)
def backend(request: pytest.FixtureRequest, settings: Settings) -> None:
    """With the caches of this run and, where those are the process' own, with Redis as well."""
    if request.param == "redis":
        request.getfixturevalue("with_redis")


def assert_current(player: Player, numbers: list[int]) -> None:
    """What is read is what was played, `numbers` being the last ones."""
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
        feeds.forget(feed_name(player.id))
        assert_current(player, numbers)
    player.play(8)
    feeds.forget(feed_name(player.id))
    player.play(10)
    assert_current(player, [*numbers, 8, 10])


def test_what_is_read_from_the_database_equals_what_was_written_through(player: Player) -> None:
    player.get(HISTORY)
    for number in (902, 841, 302, 300, 6):
        player.play(number)
    written = [player.get(path).raw for path in (HISTORY, STATISTICS)]
    feeds.forget(feed_name(player.id))
    assert [player.get(path).raw for path in (HISTORY, STATISTICS)] == written


def test_a_play_during_a_read_is_not_hidden_by_what_was_read_before_it(
    player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    player.play(2)
    read = selectors.stored_game

    def read_slowly(player_id: int) -> feeds.Feed:
        found = read(player_id)
        monkeypatch.setattr(selectors, "stored_game", read)
        assert player.play(4).json["seq"] == 2
        return found

    monkeypatch.setattr(selectors, "stored_game", read_slowly)
    feeds.forget(feed_name(player.id))
    player.get(HISTORY)
    assert_current(player, [2, 4])


@pytest.mark.parametrize(
    "fault", [RuntimeError("the layer is broken"), ConnectionError("away")], ids=lambda fault: type(fault).__name__
)
def test_a_play_that_could_not_be_told_is_read_all_the_same(
    player: Player, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    player.play(2)
    assert_current(player, [2])

    def fails(*_: object) -> Any:
        raise fault

    with monkeypatch.context() as broken:
        broken.setattr(broadcast, "get_channel_layer", fails)
        broken.setattr(broadcast, "redis_layer", fails)
        assert player.play(4).status == 200
        assert_current(player, [2, 4])
    assert_current(player, [2, 4])
    player.play(6)
    assert_current(player, [2, 4, 6])
    deadline = time.monotonic() + 5
    while feeds.owed and time.monotonic() < deadline:
        time.sleep(0.02)
    assert feeds.owed == {}
    assert_current(player, [2, 4, 6])
