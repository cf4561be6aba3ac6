"""Histories with errors, and the checker's report for each."""

from __future__ import annotations

from collections.abc import Iterable

from benchmarks.chaos.checker import Difference, plays
from benchmarks.chaos.history import Call
from benchmarks.chaos.rows import Row
from benchmarks.chaos.tests.histories import PLAYER, acknowledged, refused, result, row, rows, unknown

WHOLE = [acknowledged(1, "a"), acknowledged(2, None, 0.2, 0.3), acknowledged(3, "b", 0.4, 0.5)]
STORED = rows("a", None, "b")


def kinds(differences: Iterable[Difference]) -> list[str]:
    return [difference.kind for difference in differences]


def all_kinds(calls: list[Call], stored: plays.Plays) -> list[str]:
    found = (plays.lost(calls, stored), plays.duplicated(calls, stored), plays.holes(stored))
    about_calls = (plays.keys(calls), plays.order(calls), plays.refusals(calls), plays.unfinished(calls))
    return [kind for differences in (*found, *about_calls) for kind in kinds(differences)]


def test_acknowledged_and_stored_plays_are_no_difference() -> None:
    assert all_kinds(WHOLE, STORED) == []


def test_an_unknown_outcome_without_a_key_may_be_stored_or_not() -> None:
    assert all_kinds([*WHOLE, unknown(None)], STORED) == []
    assert all_kinds([*WHOLE, unknown(None)], rows("a", None, "b", None)) == []


def test_an_acknowledged_play_without_a_row_is_lost() -> None:
    assert kinds(plays.lost(WHOLE, rows("a", None))) == ["lost"]


def test_an_acknowledged_play_that_is_stored_otherwise_is_lost() -> None:
    assert kinds(plays.lost([acknowledged(1, "a", prize=70.0)], rows("a"))) == ["lost"]


def test_two_plays_that_were_acknowledged_by_one_row_are_one_too_few() -> None:
    assert kinds(plays.duplicated([acknowledged(1, "a"), acknowledged(1, "b")], rows("a"))) == ["lost"]
    assert kinds(plays.duplicated([acknowledged(1, None), acknowledged(1, None)], rows(None))) == ["lost"]


def test_a_key_with_two_rows_is_duplicated() -> None:
    assert kinds(plays.duplicated([acknowledged(1, "a")], rows("a", "a"))) == ["duplicated"]


def test_more_rows_without_a_key_than_attempts_are_duplicated() -> None:
    assert kinds(plays.duplicated([acknowledged(1, None)], rows(None, None))) == ["duplicated"]


def test_a_response_has_the_fields_of_a_result_also_those_without_a_column() -> None:
    stored = {name: value for name, value in result(1).items() if name != "result"}
    assert kinds(plays.lost([acknowledged(1, "a")], {PLAYER: [Row(stored, None)]})) == []
    assert kinds(plays.lost([acknowledged(1, "a", colour="red")], rows("a"))) == ["lost"]


def test_a_row_with_a_key_that_nobody_used_is_duplicated() -> None:
    assert kinds(plays.duplicated([acknowledged(1, "a")], rows("a", "b"))) == ["duplicated"]


def test_a_missing_seq_is_a_hole() -> None:
    found = list(plays.holes({PLAYER: [row(1, "a"), row(3, "b")]}))
    assert found == [Difference("hole", f"player {PLAYER}: 2 rows, newest 3, missing [2]")]


def test_two_responses_of_a_key_that_differ_are_named() -> None:
    calls = [acknowledged(1, "a"), acknowledged(1, "a", played_at="2026-11-29T04:00:01Z")]
    assert kinds(plays.keys(calls)) == ["key"]


def test_the_same_response_again_is_as_it_should_be() -> None:
    assert all_kinds([acknowledged(1, "a"), acknowledged(1, "a")], rows("a")) == []


def test_a_later_play_with_a_smaller_seq_is_reordered() -> None:
    calls = [acknowledged(2, "a", 0.0, 0.1), acknowledged(1, "b", 0.2, 0.3)]
    assert kinds(plays.order(calls)) == ["reordered"]


def test_plays_at_the_same_time_have_no_order() -> None:
    assert kinds(plays.order([acknowledged(2, "a", 0.0, 0.3), acknowledged(1, "b", 0.1, 0.4)])) == []


def test_a_play_is_as_old_as_the_first_attempt_with_its_key() -> None:
    calls = [unknown("a", 0.0), acknowledged(2, "b", 2.0, 2.1), acknowledged(1, "a", 3.0, 3.1)]
    assert kinds(plays.order(calls)) == []


def test_try_again_is_the_only_refusal() -> None:
    calls = [refused("a", "503 …"), refused("a", "502 …"), refused("a", "500 …"), refused("a", "422 …")]
    assert [difference.text[-5:] for difference in plays.refusals(calls)] == ["500 …", "422 …"]


def test_a_key_that_is_never_acknowledged_is_unfinished() -> None:
    assert kinds(plays.unfinished([unknown("a"), refused("a", "503"), unknown(None)])) == ["unfinished"]
