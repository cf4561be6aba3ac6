"""Idempotency keys: one play per key and player, however often it is repeated."""

from __future__ import annotations

from typing import Any

import pytest

from game.models import Play
from tests.api import Player, call, registered


def test_a_repeat_returns_the_stored_response_and_plays_nothing(player: Player, published: list[Any]) -> None:
    first = player.play(902, key="one")
    repeats = [player.play(902, key="one") for _ in range(3)]
    assert "Idempotent-Replayed" not in first.headers
    assert {(again.status, again.raw, again.headers["Idempotent-Replayed"]) for again in repeats} == {
        (200, first.raw, "true")
    }
    assert Play.objects.count() == 1
    assert [(message["seq"], message["result"]) for message in published] == [
        (1, first.raw)
    ] * 4  # sockets send the result once
    assert player.get("/api/game/statistics/").json["total_games"] == 1


def test_a_repeat_answers_the_same_after_other_plays(player: Player) -> None:
    first = player.play(842, key="one")
    player.play(841)
    player.play(2, key="two")
    assert player.play(842, key="one").raw == first.raw
    assert Play.objects.count() == 3


def test_a_key_for_another_number_is_refused(player: Player, published: list[Any]) -> None:
    first = player.play(842, key="one")
    answer = player.play(840, key="one")
    assert (answer.status, answer.json["type"], answer.codes) == (
        422,
        "client_error",
        {("idempotency_key_reused", None)},
    )
    assert "Idempotent-Replayed" not in answer.headers
    assert Play.objects.count() == len(published) == 1
    assert player.play(842, key="one").raw == first.raw


@pytest.mark.parametrize(
    ("one", "other"),
    [("abc", "ABC"), ("abc", "abc "), ("a b", "a  b"), ("abc", "abd"), ("k" * 127, "k" * 128), ("0", "00"), ("%", "_")],
)
def test_keys_are_compared_byte_by_byte(player: Player, one: str, other: str) -> None:
    assert player.play(842, key=one).json["seq"] == 1
    assert player.play(842, key=other).json["seq"] == 2
    assert player.play(842, key=one).json["seq"] == 1
    assert player.play(842, key=other).json["seq"] == 2


def test_the_same_key_of_two_players_is_two_plays(player: Player) -> None:
    other = registered()
    assert player.play(842, key="one").json["seq"] == 1
    answer = other.play(840, key="one")
    assert (answer.status, answer.json["number"], answer.json["seq"]) == (200, 840, 1)
    assert Play.objects.count() == 2


@pytest.mark.parametrize("key", ["!", "~" * 128, "a b", 'say "k"', "\\", "0" * 128])
def test_any_printable_ascii_up_to_128_characters_is_a_key(player: Player, key: str) -> None:
    first = player.play(842, key=key)
    assert first.status == 200
    assert player.play(842, key=key).raw == first.raw
    assert Play.objects.count() == 1


@pytest.mark.parametrize("key", ["", "k" * 129, "schlüssel", "ключ", "a\tb", "a\x00b", "a\x7f", "\x1b", "a\u00a0b"])
def test_any_other_key_is_refused(player: Player, published: list[Any], key: str) -> None:
    answer = player.play(842, key=key)
    assert (answer.status, answer.json["type"]) == (400, "validation_error")
    assert answer.codes == {("invalid", "Idempotency-Key")}
    assert (Play.objects.count(), published) == (0, [])


def test_a_refused_number_leaves_its_key_free(player: Player) -> None:
    assert player.play(0, key="one").status == 400
    assert player.play(842, key="one").json["seq"] == 1


def test_a_key_without_a_token_says_nothing_about_the_play(player: Player) -> None:
    player.play(842, key="one")
    answer = call("POST", "/api/game/play/", {"number": 842}, IDEMPOTENCY_KEY="one")
    assert (answer.status, answer.codes) == (401, {("not_authenticated", None)})
