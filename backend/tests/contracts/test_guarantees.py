"""docs/guarantees.md: every row names its proof, and every proof exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "guarantees.md"

_PROOF = re.compile(r"`([^`]+)`")
_TEST = re.compile(r"([\w./-]+\.(?:py|tsx?))(?:::(\w+))?")
_TARGET = re.compile(r"make ([a-z-]+)(?: [A-Z]+=\S+)*")


def rows() -> list[list[str]]:
    """The cells of every row of the tables whose last column is the proof."""
    found: list[list[str]] = []
    proven = False
    for line in PAGE.read_text().splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|"):
            proven = False
        elif cells[-1] == "Proof":
            proven = True
        elif proven and set(cells[0]) != {"-"} and not cells[0].startswith("---"):
            found.append(cells)
    return found


def exists(proof: str) -> bool:
    if target := _TARGET.fullmatch(proof):
        return re.search(rf"^{target[1]}:", (ROOT / "Makefile").read_text(), re.MULTILINE) is not None
    test = _TEST.fullmatch(proof)
    path = ROOT / test[1] if test else None
    if test is None or path is None or not path.is_file():
        return False
    return test[2] is None or test[2] in functions_of(path)


def functions_of(path: Path) -> set[str]:
    return {
        node.name
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.AsyncFunctionDef | ast.FunctionDef)
    }


def test_the_page_has_its_rows() -> None:
    assert len(rows()) >= 20
    assert {len(row) for row in rows()} == {5}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0][:60])
def test_every_guarantee_names_a_proof_that_exists(row: list[str]) -> None:
    proofs = _PROOF.findall(row[-1])
    assert proofs != []
    assert [proof for proof in proofs if not exists(proof)] == []


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
