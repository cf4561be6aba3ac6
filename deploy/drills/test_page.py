"""The rows of a run replace those of an earlier one, and the page has exactly one row for each existing drill."""

from __future__ import annotations

import re

from drill import PAGE, row_of
from faults import DRILLS
from following import Times
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


def test_the_table_has_the_row_of_each_drill_as_a_run_writes_it() -> None:
    table = PAGE.read_text().partition(HEAD)[2].partition("\n\n")[0]
    rows = re.sub(r"\| \d+\.\d s \|", "| 0.0 s |", table).splitlines()
    assert rows == [row_of(drill, Times(0, 0)) for drill in DRILLS]
