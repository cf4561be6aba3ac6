"""A folder has at most twenty modules, tests apart."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.contracts.documents import ROOT

MOST = 20
AREAS = ("backend", "frontend/src", "frontend/server", "clients/typescript/src", "clients/python/src", "deploy/local")
NOT_OURS = {"tests", "migrations", "messages", ".venv", "node_modules", "__pycache__"}  # messages are generated

_MODULE = re.compile(r"(?!__init__)[\w-]+\.(py|ts|tsx)")  # and therefore not a test, story or generated module


def folders() -> list[Path]:
    found: list[Path] = []
    for area in AREAS:
        for place, inside, _ in os.walk(ROOT / area):
            inside[:] = [name for name in inside if name not in NOT_OURS]
            found.append(Path(place))
    return found


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: str(folder.relative_to(ROOT)))
def test_a_folder_has_at_most_twenty_modules(folder: Path) -> None:
    modules = sorted(path.name for path in folder.iterdir() if _MODULE.fullmatch(path.name))
    assert len(modules) <= MOST, f"{folder.relative_to(ROOT)}: {modules}"
