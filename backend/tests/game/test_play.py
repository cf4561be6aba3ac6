"""POST play/: a valid number returns its result; anything else changes nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from game.models import Play, PlayerStatistics
from game.tally import Tally
from tests.api import Player, call, registered
from tests.game.results import response_of

PATH = "/api/game/play/"


def raw(player: Player, body: str, **headers: Any) -> Any:
    return call("POST", PATH, raw=body.encode(), token=player.access, **headers)


def test_an_even_number_wins_and_the_answer_is_the_stored_result(player: Player) -> None:
    before = datetime.now(UTC)
    answer = player.play(842)
    play = Play.objects.get()
    assert answer.status == 200
    assert answer.raw.decode() == response_of(play, prize="421")
    assert (play.seq, play.number, play.result) == (1, 842, "win")
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Idempotent-Replayed" not in answer.headers
    assert before - timedelta(milliseconds=1) <= play.played_at <= datetime.now(UTC)
    assert play.player_id == player.id


def test_an_odd_number_loses_and_its_prize_is_null(player: Player) -> None:
    answer = player.play(841)
    assert answer.status == 200
    assert answer.json["result"] == "lose"
    assert answer.json["prize"] is None
    assert b'"prize":null' in answer.raw


@pytest.mark.parametrize(
    ("number", "prize"), [(902, b"631.4"), (302, b"90.6"), (300, b"30"), (2, b"0.2"), (9998, b"6998.6")]
)
def test_a_prize_is_a_json_number_without_trailing_zeros(player: Player, number: int, prize: bytes) -> None:
    assert b'"prize":' + prize + b"," in player.play(number).raw


def test_seq_counts_the_plays_of_each_player_alone(player: Player) -> None:
    other = registered()
    assert [player.play(number).json["seq"] for number in (1, 2, 3)] == [1, 2, 3]
    assert [other.play(number).json["seq"] for number in (4, 5)] == [1, 2]
    assert player.play(6).json["seq"] == 4


def test_unknown_members_are_ignored_and_never_assigned(player: Player) -> None:
    extra = {"prize": 9, "result": "win", "seq": 9, "id": 9, "player": 9, "player_id": 9}
    answer = player.post(PATH, {"number": 841, **extra})
    assert (answer.status, answer.json["seq"], answer.json["prize"]) == (200, 1, None)
    assert Play.objects.get().player_id == player.id


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ('"842"', "invalid"),
        ('"8_42"', "invalid"),
        ('"٨٤٢"', "invalid"),
        ('""', "invalid"),
        ("true", "invalid"),
        ("false", "invalid"),
        ("null", "null"),
        ("1e2", "invalid"),
        ("842.0", "invalid"),
        ("842.5", "invalid"),
        ("1e400", "invalid"),
        ("[842]", "invalid"),
        ('{"number":842}', "invalid"),
        ("0", "min_value"),
        ("-0", "min_value"),
        ("-2", "min_value"),
        ("10000", "max_value"),
        ("2147483648", "max_value"),
        ("9223372036854775808", "max_value"),
        ("-9223372036854775809", "min_value"),
        ("9" * 4000, "max_value"),
        ("-" + "9" * 4000, "min_value"),
    ],
)
def test_a_bad_number_is_refused(player: Player, published: list[Any], number: str, code: str) -> None:
    answer = raw(player, f'{{"number":{number}}}')
    assert (answer.status, answer.json["type"], answer.codes) == (400, "validation_error", {(code, "number")})
    assert_nothing_happened(player, published)


@pytest.mark.parametrize(
    ("body", "code", "attr"),
    [
        ("{}", "required", "number"),
        ("", "required", "number"),
        ('{"Number":842}', "required", "number"),
        ("842", "invalid", "non_field_errors"),
        ("[842]", "invalid", "non_field_errors"),
        ('"842"', "invalid", "non_field_errors"),
        ("null", "null", "non_field_errors"),
        ("number=842", "parse_error", None),
        ('{"number":842,"number":842}', "parse_error", None),
        ('{"number":NaN}', "parse_error", None),
        ('{"number":%s}' % ("9" * 5000), "parse_error", None),
        ('{"number":842,"x":%s}' % ("[" * 1000 + "]" * 1000), "parse_error", None),
    ],
)
def test_a_bad_body_is_refused(player: Player, published: list[Any], body: str, code: str, attr: str | None) -> None:
    answer = raw(player, body)
    assert (answer.status, answer.codes) == (400, {(code, attr)})
    assert_nothing_happened(player, published)


def test_a_body_that_is_not_json_is_refused(player: Player, published: list[Any]) -> None:
    answer = raw(player, "number=842", CONTENT_TYPE="application/x-www-form-urlencoded")
    assert (answer.status, answer.codes) == (415, {("unsupported_media_type", None)})
    assert_nothing_happened(player, published)


def test_a_body_over_16_kib_is_refused(player: Player, published: list[Any]) -> None:
    answer = raw(player, '{"number":842}' + " " * 16 * 1024)
    assert (answer.status, answer.codes) == (413, {("body_too_large", None)})
    assert_nothing_happened(player, published)


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
def test_only_post_plays(player: Player, published: list[Any], method: str) -> None:
    answer = call(method, PATH, {"number": 842}, token=player.access)
    assert (answer.status, answer.codes) == (405, {("method_not_allowed", None)})
    assert_nothing_happened(player, published)


@pytest.mark.parametrize(
    "path", ["play/", "history/", "statistics/", "results/", "results/export/"], ids=lambda path: path.strip("/")
)
def test_playing_and_reading_require_a_token(db: Any, published: list[Any], path: str) -> None:
    method = "POST" if path == "play/" else "GET"
    answer = call(method, f"/api/game/{path}", {"number": 842} if method == "POST" else None)
    assert (answer.status, answer.codes) == (401, {("not_authenticated", None)})
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="numberplay"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert (Play.objects.count(), published) == (0, [])


@pytest.mark.parametrize("token", ["x", "a.b.c", "null"])
def test_a_token_that_is_not_ours_plays_nothing(db: Any, published: list[Any], token: str) -> None:
    answer = call("POST", PATH, {"number": 842}, token=token)
    assert (answer.status, answer.codes) == (401, {("token_not_valid", None)})
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="numberplay"'
    assert (Play.objects.count(), published) == (0, [])


def assert_nothing_happened(player: Player, published: list[Any]) -> None:
    assert Play.objects.count() == 0
    assert PlayerStatistics.objects.get(pk=player.id).tally == Tally()
    assert published == []
