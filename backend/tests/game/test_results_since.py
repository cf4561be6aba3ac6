"""GET results/?since=: the results after a seq, oldest first, for clients that poll."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from game.models import Play, PlayerStatistics
from tests.api import Answer, Player, call, registered
from tests.game.plays import add_plays

PATH = "/api/game/results/?since="
LARGEST = "9" * 19


def seqs(answer: Answer) -> list[int]:
    return [result["seq"] for result in answer.json["results"]]


def test_a_new_player_has_no_results(player: Player) -> None:
    answer = player.get(f"{PATH}0")
    assert (answer.status, answer.raw) == (200, b'{"results":[],"seq":0}')
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Type"] == "application/json"


def test_results_are_as_they_were_answered_oldest_first(player: Player) -> None:
    answers = [player.play(number).raw for number in (902, 841, 300, 302)]
    assert player.get(f"{PATH}0").raw == b'{"results":[' + b",".join(answers) + b'],"seq":4}'
    assert player.get(f"{PATH}2").raw == b'{"results":[' + b",".join(answers[2:]) + b'],"seq":4}'


def test_a_client_that_has_everything_gets_nothing(player: Player) -> None:
    player.play(842)
    assert player.get(f"{PATH}1").raw == b'{"results":[],"seq":1}'


@pytest.mark.parametrize("since", ["2", "500", str(2**31), str(2**63), LARGEST])
def test_a_client_that_is_ahead_learns_the_newest_seq(player: Player, since: str) -> None:
    """The database was restored from a backup: the client has to resync."""
    player.play(842)
    answer = player.get(PATH + since)
    assert (answer.status, answer.raw) == (200, b'{"results":[],"seq":1}')


def test_after_a_restore_the_newest_seq_is_that_of_the_database(player: Player) -> None:
    for number in (902, 841, 300):
        player.play(number)
    Play.objects.filter(player_id=player.id, seq__gt=1).delete()
    PlayerStatistics.objects.filter(pk=player.id).update(seq=1)
    assert player.get(f"{PATH}3").json == {"results": [], "seq": 1}


def test_a_client_that_polls_gets_every_result_once_and_in_order(player: Player) -> None:
    add_plays_of(player, 45)
    since, received = 0, []
    while (answer := player.get(f"{PATH}{since}")).json["results"]:
        assert answer.json["seq"] == 45
        received += seqs(answer)
        since = received[-1]
    assert (received, since) == (list(range(1, 46)), 45)


@pytest.mark.parametrize(("size", "count"), [(None, 20), ("1", 1), ("99", 99), ("100", 100)])
def test_a_response_has_1_to_100_results_and_20_by_default(player: Player, size: str | None, count: int) -> None:
    add_plays_of(player, 105)
    answer = player.get(f"{PATH}3" if size is None else f"{PATH}3&page_size={size}")
    assert (seqs(answer), answer.json["seq"]) == (list(range(4, 4 + count)), 105)


@pytest.mark.parametrize("size", ["101", "0", "-1", "x", ""])
def test_another_page_size_is_refused(player: Player, size: str) -> None:
    answer = player.get(f"{PATH}0&page_size={size}")
    assert (answer.status, answer.codes) == (400, {("invalid", "page_size")})


@pytest.mark.parametrize(
    "since",
    ["", "-1", "+1", "1.5", "1e3", "x", " 1", "1 ", "٣", "1\x00", "None", "[]", "9" * 20, "0" * 20, "1" * 5000],
)
def test_what_is_no_seq_is_refused(player: Player, since: str) -> None:
    player.play(842)
    answer = player.get(PATH + quote(since))
    assert (answer.status, answer.codes) == (400, {("invalid", "since")})


def test_the_last_of_several_counts(player: Player) -> None:
    """The same rule applies to the query of a socket."""
    for number in (902, 841):
        player.play(number)
    assert seqs(player.get(f"{PATH}0&since=1")) == [2]


@pytest.mark.parametrize("other", ["result=win", "result=draw", "cursor=cD00", "cursor=x"])
def test_pages_of_all_results_cannot_be_combined_with_it(player: Player, other: str) -> None:
    """A client that polls for wins only would mistake every loss for a gap."""
    answer = player.get(f"{PATH}0&{other}")
    assert (answer.status, answer.codes) == (400, {("invalid", "since")})


def test_nothing_of_another_player_is_shown(player: Player) -> None:
    other = registered()
    for number in (902, 841, 300):
        other.play(number)
    mine = player.play(842).raw
    assert player.get(f"{PATH}0").raw == b'{"results":[' + mine + b'],"seq":1}'
    assert player.get(f"{PATH}1").raw == b'{"results":[],"seq":1}'


def test_it_needs_a_token(player: Player) -> None:
    answer = call("GET", f"{PATH}0")
    assert (answer.status, answer.codes) == (401, {("not_authenticated", None)})


def add_plays_of(player: Player, count: int) -> None:
    player.play(842)  # the row of statistics
    add_plays(player.id, count - 1)
