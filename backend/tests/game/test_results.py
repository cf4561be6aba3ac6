"""GET results/: all results, newest first, in pages."""

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


@pytest.mark.parametrize(("size", "count"), [(None, 20), ("1", 1), ("9", 9), ("10", 10), ("99", 99), ("100", 100)])
def test_a_page_has_1_to_100_results_and_20_by_default(many: Player, size: str | None, count: int) -> None:
    answer = many.get(PATH if size is None else f"{PATH}?page_size={size}")
    assert (answer.status, seqs(answer)) == (200, list(range(105, 105 - count, -1)))


@pytest.mark.parametrize(
    "size", ["101", "0", "-1", "+5", "05", "1.5", "1e1", "x", "", " 5", "\u0665", "5\x00", "9" * 30, "9" * 5000, "None"]
)
def test_another_page_size_is_refused(player: Player, size: str) -> None:
    answer = player.get(f"{PATH}?page_size={quote(size)}")
    assert (answer.status, answer.codes) == (400, {("invalid", "page_size")})


@pytest.mark.parametrize("result", ["", "WIN", "win ", "draw", "0", "win\x00", "w" * 5000])
def test_an_unknown_kind_of_result_is_refused(player: Player, result: str) -> None:
    answer = player.get(f"{PATH}?result={quote(result)}")
    assert (answer.status, answer.codes) == (400, {("invalid_choice", "result")})


def cursor(text: str) -> str:
    return b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    "cursor",
    [
        *("", "!", "====", "\x00", "x", "abc", "null", "é", "ключ", "%00", "-1", "[]"),
        *("a" * length for length in (2_000, 5_000, 16_384, 100_000)),
        *(cursor("p=4") + extra for extra in ("!", "=", "\n", " ", "\x00", "é", "x", cursor("p=3"))),
        *(extra + cursor("p=4") for extra in ("!", "=", "\n", " ")),
        *(cursor("p=44").rstrip("="), cursor("p=4").replace("c", "-")),
        *(cursor(f"p={position}") for position in ("", "abc", "٣", "1.5", "-1", "+1", "1e3", " 1", "%00", "9" * 20)),
        *(cursor(f"o={offset}") for offset in ("x", "-1", "0", "01", "1001", "9" * 5000)),
        *(
            cursor(text)
            for text in ("r=1&", "r=0&p=4", "r=2&p=4", "r=x&p=4", "p=4&r=1", "p=4&x=1", "p=4&p=3", "P=4", "")
        ),
        b64encode(b"\xff\xfe").decode(),
        b64encode(b"\x00" * 5000).decode(),
    ],
    ids=lambda text: text[:20] or "empty",
)
def test_a_cursor_that_is_not_ours_is_refused(player: Player, cursor: str) -> None:
    for number in range(6):
        player.play(842 + number)
    answer = player.get(f"{PATH}?{urlencode({'cursor': cursor})}")
    assert (answer.status, answer.codes) == (404, {("not_found", None)})


@pytest.mark.parametrize("position", ["0", str(2**31), str(2**63), "9" * 19])
@pytest.mark.parametrize("reverse", ["", "r=1&"])
def test_a_position_beyond_every_result_is_a_page(player: Player, reverse: str, position: str) -> None:
    player.play(842)
    query = urlencode({"cursor": cursor(f"{reverse}p={position}")})
    answer = player.get(f"{PATH}?{query}")
    assert (answer.status, seqs(answer)) == (200, [1] if bool(reverse) == (position == "0") else [])


def test_every_link_that_is_given_leads_to_a_page(player: Player) -> None:
    """Includes the cursor of an empty page, which points in the opposite direction."""
    for number in range(1, 8):
        player.play(number)
    known: set[str] = set()
    links = [f"{PATH}?page_size=2", f"{PATH}?page_size=2&cursor={quote(cursor('p=1'))}"]
    while links:
        link = links.pop().removeprefix("http://testserver")
        answer = player.get(link)
        assert answer.status == 200, link
        known.add(link)
        found = [answer.json["next"], answer.json["previous"]]
        links += [link for link in found if link and link.removeprefix("http://testserver") not in known]
    assert len(known) >= 8


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
