"""GET results/: all results, newest first, page by page."""

from __future__ import annotations

from base64 import b64encode
from urllib.parse import quote, urlencode

import pytest

from tests.api import Answer, Player, registered
from tests.game.plays import add_plays

PATH = "/api/game/results/"


def seqs(answer: Answer) -> list[int]:
    return [result["seq"] for result in answer.json["results"]]


def walk(player: Player, path: str, direction: str) -> list[list[int]]:
    """The seqs of each page, from `path` on."""
    pages: list[list[int]] = []
    link: str | None = path
    while link:
        answer = player.get(link.removeprefix("http://testserver"))
        pages.append(seqs(answer))
        link = answer.json[direction]
    return pages


def last_page(player: Player, path: str) -> str:
    link = path
    while following := player.get(link).json["next"]:
        link = following.removeprefix("http://testserver")
    return link


def test_a_new_player_has_an_empty_page(player: Player) -> None:
    answer = player.get(PATH)
    assert (answer.status, answer.raw) == (200, b'{"next":null,"previous":null,"results":[]}')
    assert answer.headers["Cache-Control"] == "no-store"


def test_results_are_as_they_were_answered_newest_first(player: Player) -> None:
    answers = [player.play(number).raw for number in (902, 841, 300, 302)]
    page = b'{"next":null,"previous":null,"results":[' + b",".join(reversed(answers)) + b"]}"
    assert player.get(PATH).raw == page


def test_pages_lead_to_the_oldest_result_and_back(player: Player) -> None:
    for number in range(1, 8):
        player.play(number)
    path = f"{PATH}?page_size=3"
    assert walk(player, path, "next") == [[7, 6, 5], [4, 3, 2], [1]]
    assert walk(player, last_page(player, path), "previous") == [[1], [4, 3, 2], [7, 6, 5]]


def test_a_play_in_between_moves_no_page(player: Player) -> None:
    for number in range(1, 7):
        player.play(number)
    following = player.get(f"{PATH}?page_size=3").json["next"].removeprefix("http://testserver")
    player.play(7)
    answer = player.get(following)
    assert seqs(answer) == [3, 2, 1]
    assert seqs(player.get(answer.json["previous"].removeprefix("http://testserver"))) == [6, 5, 4]


def test_only_one_kind_of_result_is_given_on_every_page(player: Player) -> None:
    for number in range(1, 9):
        player.play(number)
    assert walk(player, f"{PATH}?result=win&page_size=3", "next") == [[8, 6, 4], [2]]
    assert walk(player, f"{PATH}?result=lose&page_size=3", "next") == [[7, 5, 3], [1]]


@pytest.mark.parametrize(
    ("size", "count"),
    [
        (None, 20),
        ("1", 1),
        ("100", 100),
        ("101", 100),
        ("9" * 30, 100),
        *((bad, 20) for bad in ("0", "-1", "x", "", "1.5", "9" * 5000)),
    ],
)
def test_a_page_has_1_to_100_results_and_20_by_default(many: Player, size: str | None, count: int) -> None:
    answer = many.get(PATH if size is None else f"{PATH}?page_size={size}")
    assert (answer.status, seqs(answer)) == (200, list(range(105, 105 - count, -1)))


@pytest.mark.parametrize("result", ["", "WIN", "win ", "draw", "0", "win\x00", "w" * 5000])
def test_an_unknown_kind_of_result_is_refused(player: Player, result: str) -> None:
    answer = player.get(f"{PATH}?result={quote(result)}")
    assert (answer.status, answer.codes) == (400, {("invalid_choice", "result")})


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "%00",
        "ключ",
        "a" * 5000,
        b64encode(b"\xff\xfe").decode(),
        b64encode(b"p=abc").decode(),
        b64encode("p=٣".encode()).decode() + "x",
        b64encode(b"p=1.5").decode(),
        b64encode(b"p=-1").decode(),
        b64encode(b"p=").decode() + "=",
        b64encode(b"p=%00").decode(),
        b64encode(b"o=x&p=1").decode(),
        b64encode(b"o=-1").decode(),
        b64encode(b"p=" + b"9" * 5000).decode(),
    ],
)
def test_a_cursor_that_is_not_ours_is_refused(player: Player, cursor: str) -> None:
    player.play(842)
    answer = player.get(f"{PATH}?{urlencode({'cursor': cursor})}")
    assert (answer.status, answer.codes) == (404, {("not_found", None)})


@pytest.mark.parametrize("position", ["0", str(2**31), str(2**63), "9" * 19])
@pytest.mark.parametrize("reverse", ["", "r=1&"])
def test_a_position_beyond_every_result_is_a_page(player: Player, reverse: str, position: str) -> None:
    player.play(842)
    cursor = b64encode(f"{reverse}p={position}".encode()).decode()
    answer = player.get(f"{PATH}?{urlencode({'cursor': cursor})}")
    assert (answer.status, seqs(answer)) == (200, [1] if bool(reverse) == (position == "0") else [])


def test_a_cursor_of_another_player_shows_nothing_of_theirs(player: Player) -> None:
    other = registered()
    for number in range(1, 6):
        other.play(number)
    mine = player.play(842).raw
    link = other.get(f"{PATH}?page_size=2").json["next"].removeprefix("http://testserver")
    answer = player.get(link)
    assert answer.raw.endswith(b'"results":[' + mine + b"]}")


@pytest.fixture
def many(player: Player) -> Player:
    add_plays(player.id, 105)
    return player
