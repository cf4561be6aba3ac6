"""Every control in docs/security.md names an existing test, and the page has all required sections."""

from __future__ import annotations

import pytest

from tests.contracts.proofs import ROOT, missing, rows

PAGE = "security.md"


def test_the_page_has_its_parts() -> None:
    text = (ROOT / "docs" / PAGE).read_text()
    for part in ("## Report a vulnerability", "## Threat model", "## Controls", "## Decided against"):
        assert part in text
    assert len(rows(PAGE)) >= 30
    assert {len(row) for row in rows(PAGE)} == {3}


@pytest.mark.parametrize("row", rows(PAGE), ids=lambda row: row[0][:60])
def test_every_control_names_a_proof_that_exists(row: list[str]) -> None:
    assert missing(row) == []


def test_the_readme_links_to_the_page() -> None:
    assert "(docs/security.md)" in (ROOT / "README.md").read_text()
