"""Every row of docs/guarantees.md names its proof, and every proof exists."""

from __future__ import annotations

import pytest

from tests.contracts.proofs import ROOT, exists, missing, rows

PAGE = "guarantees.md"


def test_the_page_has_its_rows() -> None:
    assert len(rows(PAGE)) >= 20
    assert {len(row) for row in rows(PAGE)} == {5}


@pytest.mark.parametrize("row", rows(PAGE), ids=lambda row: row[0][:60])
def test_every_guarantee_names_a_proof_that_exists(row: list[str]) -> None:
    assert missing(row) == []


@pytest.mark.parametrize(
    "proof",
    [
        "make nothing-of-the-kind",
        "backend/tests/test_nothing.py",
        "backend/tests/contracts/test_guarantees.py::test_nothing",
    ],
)
def test_a_proof_that_does_not_exist_is_noticed(proof: str) -> None:
    assert not exists(proof)


def test_the_readme_links_to_the_page_on_its_first_screen() -> None:
    first_screen = "\n".join((ROOT / "README.md").read_text().splitlines()[:15])
    assert "(docs/guarantees.md)" in first_screen
