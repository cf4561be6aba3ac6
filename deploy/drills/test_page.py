"""The rows of a run replace those of an earlier one."""

from __future__ import annotations

from page import HEAD, merged

BEFORE, AFTER = "# Monitoring\n\n", "\n\nThese runs were on two cores.\n"
OLD = [f"| {alerts} | a fault | 1.0 s | a cure | 2.0 s |" for alerts in ("A, B", "A", "C", "Gone")]


def test_only_the_rows_that_were_followed_change() -> None:
    new = {name: f"| {name} | a fault | 3.0 s | a cure | 4.0 s |" for name in ("A", "New")}
    page = merged(BEFORE + HEAD + "\n".join(OLD) + AFTER, new, ["New", "A, B", "A", "C"])
    assert page == BEFORE + HEAD + "\n".join([new["New"], OLD[0], new["A"], OLD[2]]) + AFTER


def test_a_run_that_followed_nothing_changes_nothing() -> None:
    page = BEFORE + HEAD + "\n".join(OLD[:3]) + AFTER
    assert merged(page, {}, ["A, B", "A", "C"]) == page


def test_a_whole_run_starts_without_rows() -> None:
    empty = merged(BEFORE + HEAD + "\n".join(OLD[:3]) + AFTER, {}, [])
    assert empty == BEFORE + HEAD + AFTER
    assert merged(empty, {"A": OLD[1]}, ["A"]) == BEFORE + HEAD + OLD[1] + AFTER
