"""Tables in the documents whose last column, Proof, names tests and make targets."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
PROOF = re.compile(r"`([^`]+)`")
_TEST = re.compile(r"([\w./-]+\.(?:py|tsx?))(?:::(\w+))?")
_TARGET = re.compile(r"make ([a-z-]+)(?: [A-Z]+=\S+)*")


def rows(page: str) -> list[list[str]]:
    """The cells of every row of the tables whose last column is the proof."""
    found: list[list[str]] = []
    proven = False
    for line in (ROOT / "docs" / page).read_text().splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|"):
            proven = False
        elif cells[-1] == "Proof":
            proven = True
        elif proven and set(cells[0]) != {"-"} and not cells[0].startswith("---"):
            found.append(cells)
    return found


def missing(row: list[str]) -> list[str]:
    """Proofs of the row that don't exist, or a note that it names none."""
    proofs = PROOF.findall(row[-1])
    return [proof for proof in proofs if not exists(proof)] if proofs else ["a proof"]


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
