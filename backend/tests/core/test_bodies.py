"""Bodies over HTTP: type, size, encoding and shape are checked before the content."""

from __future__ import annotations

import pytest

from game.models import Play
from tests.api import Answer, Player, call

PLAY = "/api/game/play/"
LIMIT = 16 * 1024

pytestmark = pytest.mark.django_db


def post(player: Player, raw: bytes, content_type: str = "application/json") -> Answer:
    return call("POST", PLAY, raw=raw, token=player.access, CONTENT_TYPE=content_type)


def body_of(size: int) -> bytes:
    frame = b'{"number": 842, "padding": ""}'
    return frame[:-2] + b"x" * (size - len(frame)) + frame[-2:]


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/jsonp",
        "application/json;x",
        "",
        "*/*",
        "\xff",
    ],
)
def test_anything_but_json_is_answered_415_and_plays_nothing(player: Player, content_type: str) -> None:
    answer = post(player, b'{"number": 842}', content_type)

    assert (answer.status, answer.codes) == (415, {("unsupported_media_type", None)})
    assert Play.objects.count() == 0


@pytest.mark.parametrize(
    "content_type", ["application/json", "Application/JSON; charset=utf-8", "application/json;x=y"]
)
def test_json_may_be_announced_with_parameters(player: Player, content_type: str) -> None:
    assert post(player, b'{"number": 842}', content_type).status == 200


def test_a_body_of_16_kib_is_read(player: Player) -> None:
    body = body_of(LIMIT)
    assert len(body) == LIMIT
    assert post(player, body).status == 200


@pytest.mark.parametrize("size", [LIMIT + 1, 10 * LIMIT])
def test_a_larger_body_is_answered_413_and_plays_nothing(player: Player, size: int) -> None:
    answer = post(player, body_of(size))

    assert (answer.status, answer.codes) == (413, {("body_too_large", None)})
    assert Play.objects.count() == 0


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"null and void",
        b'{"number": 842',
        b'{"number": NaN}',
        b'{"number": 842, "number": 842}',
        b'{"number": 842, "x": [[[[[[[[1]]]]]]]]}',
        b'{"number": 842, "x": "\xff"}',
        b'{"number": 842, "x": "\xed\xa0\x80"}',
        b'{"number": 842, "x": "\\ud800"}',
        b'{"number": ' + b"9" * 5000 + b"}",
        b"\xef\xbb\xbf{}",
        '{"number": 842}'.encode("utf-16"),
        b"[" * 10_000,
    ],
)
def test_lax_json_is_400_and_plays_nothing(player: Player, raw: bytes) -> None:
    answer = post(player, raw)

    assert answer.status == 400
    assert answer.codes <= {("parse_error", None), ("required", "number")}
    assert Play.objects.count() == 0


@pytest.mark.parametrize("raw", [b"[]", b'[{"number": 842}]', b"842", b'"842"', b"null", b"true", b"{}"])
def test_a_body_that_is_no_object_with_what_is_needed_is_answered_400(player: Player, raw: bytes) -> None:
    answer = post(player, raw)

    assert answer.status == 400
    assert answer.json["type"] == "validation_error"
    assert Play.objects.count() == 0


def test_unknown_members_are_ignored(player: Player) -> None:
    answer = player.post(PLAY, {"number": 842, "prize": 9999, "player": 1, "seq": 77})
    assert (answer.json["prize"], answer.json["seq"]) == (421, 1)


@pytest.mark.parametrize("path", ["/auth/api/register/", "/auth/api/login/", "/auth/api/token/refresh/"])
def test_the_same_holds_for_the_accounts(path: str) -> None:
    for raw, content_type, status in ((b"{}", "text/plain", 415), (b"x" * (LIMIT + 1), "application/json", 413)):
        assert call("POST", path, raw=raw, CONTENT_TYPE=content_type).status == status
