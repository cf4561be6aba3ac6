"""GET history/ and GET statistics/: exact responses."""

from __future__ import annotations

import pytest

from tests.api import Player, registered

HISTORY = "/api/game/history/"
STATISTICS = "/api/game/statistics/"


def text_of_statistics(**members: object) -> str:
    return "{" + ",".join(f'"{name}":{value}' for name, value in members.items()) + "}"


def test_a_new_player_has_no_history_and_zeros(player: Player) -> None:
    assert player.get(HISTORY).raw == b"[]"
    assert player.get(STATISTICS).raw.decode() == text_of_statistics(
        total_games=0,
        wins=0,
        losses=0,
        win_rate=0,
        total_prize=0,
        average_prize=0,
        best_prize=0,
        current_streak=0,
        best_streak=0,
        last_played="null",
    )


def test_history_is_the_last_three_results_newest_first_as_they_were_answered(player: Player) -> None:
    answers = [player.play(number).raw for number in (902, 841, 302)]
    for count in (3, 4, 5):
        assert player.get(HISTORY).raw == b"[" + b",".join(reversed(answers[-3:])) + b"]", count
        answers.append(player.play(2 * count).raw)


def test_history_of_fewer_than_three_plays_is_all_of_them(player: Player) -> None:
    one = player.play(7).raw
    assert player.get(HISTORY).raw == b"[" + one + b"]"
    two = player.play(842).raw
    assert player.get(HISTORY).raw == b"[" + two + b"," + one + b"]"


@pytest.mark.parametrize("read_in_between", [False, True])
def test_statistics_add_up_to_the_last_play(player: Player, read_in_between: bool) -> None:
    last = None
    for number in (842, 902, 1, 2, 302, 300, 3):  # wins 421 + 631.4, a loss, wins 0.2 + 90.6 + 30, a loss
        last = player.play(number).json
        if read_in_between:
            assert player.get(STATISTICS).json["total_games"] == last["seq"]
    assert last is not None
    assert player.get(STATISTICS).raw.decode() == text_of_statistics(
        total_games=7,
        wins=5,
        losses=2,
        win_rate=71.43,
        total_prize=1173.2,
        average_prize=234.64,
        best_prize=631.4,
        current_streak=0,
        best_streak=3,
        last_played=f'"{last["played_at"]}"',
    )


@pytest.mark.parametrize(
    ("numbers", "win_rate", "average_prize"),
    [
        ([1], "0", "0"),
        ([2], "100", "0.2"),
        ([2, 1, 1], "33.33", "0.2"),
        ([2, 2, 1], "66.67", "0.2"),
        ([2, 1, 1, 1, 1, 1, 1], "14.29", "0.2"),
        ([2] + [1] * 15, "6.25", "0.2"),
        ([2, 2, 4], "100", "0.27"),
        ([2, 2, 2, 2, 2, 2, 2, 6], "100", "0.25"),
        ([10, 2, 2, 2, 2, 2, 2, 2], "100", "0.3"),  # 2.4 / 8
        ([4, 4, 4, 4, 4, 4, 4, 6], "100", "0.43"),  # 3.4 / 8 = 0.425, rounded half up
    ],
)
def test_rates_have_two_decimals_and_the_average_is_per_win(
    player: Player, numbers: list[int], win_rate: str, average_prize: str
) -> None:
    for number in numbers:
        player.play(number)
    text = player.get(STATISTICS).raw.decode()
    assert f'"win_rate":{win_rate},' in text
    assert f'"average_prize":{average_prize},' in text


@pytest.mark.parametrize(
    ("numbers", "current", "best"),
    [
        ([1], 0, 0),
        ([2], 1, 1),
        ([2, 4, 6], 3, 3),
        ([2, 4, 1], 0, 2),
        ([2, 4, 1, 2], 1, 2),
        ([2, 1, 2, 4, 6, 1, 2], 1, 3),
    ],
)
def test_streaks_count_wins_in_a_row(player: Player, numbers: list[int], current: int, best: int) -> None:
    for number in numbers:
        player.play(number)
    statistics = player.get(STATISTICS).json
    assert (statistics["current_streak"], statistics["best_streak"]) == (current, best)


@pytest.mark.parametrize("path", [HISTORY, STATISTICS])
def test_personal_responses_are_not_cached(player: Player, path: str) -> None:
    answer = player.get(path)
    assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-store")
    assert answer.headers["Content-Type"] == "application/json"


def test_plays_of_others_are_never_visible(player: Player) -> None:
    other = registered()
    mine = player.play(842).raw
    before = player.get(STATISTICS).raw
    for number in (902, 904, 906, 908):
        other.play(number)
    assert player.get(HISTORY).raw == b"[" + mine + b"]"
    assert player.get(STATISTICS).raw == before
    assert [result["number"] for result in other.get(HISTORY).json] == [908, 906, 904]
