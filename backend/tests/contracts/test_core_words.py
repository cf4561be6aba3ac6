"""`core` is independent of the product, so it contains none of the product's terms."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.contracts.documents import ROOT

CORE = ROOT / "backend" / "core"
FILES = sorted(path for path in CORE.rglob("*") if path.suffix in {".py", ".html"} and path.parent.name != "migrations")
PRODUCT_WORDS = re.compile(
    r"(?<![a-z])(players?|plays?|played|games?|prizes?|number ?play|np|wins?|losses|streaks?|tally)(?![a-z])",
    re.IGNORECASE,
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(CORE)))
def test_no_product_word_is_in_core(path: Path) -> None:
    lines = enumerate(path.read_text().splitlines(), start=1)
    assert [f"{number}: {line.strip()}" for number, line in lines if PRODUCT_WORDS.search(line)] == []
