"""The layout in the README names every folder with code, and no file or folder that doesn't exist."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts.documents import ROOT

LAYOUT = (ROOT / "README.md").read_text().partition("## Find your way around")[2].partition("\n## ")[0]

AREAS = ("backend", "frontend/src", "clients", "deploy", "benchmarks", "nginx", "examples")
CODE = (".py", ".ts", ".tsx", ".mjs", ".sh", ".yml", ".yaml", ".template")

# Folders whose content is clear from their name, wherever they are.
CLEAR = {"migrations", "commands", "tests", "templatetags", "messages"}

# Installed, generated or hidden folders, and the hidden ones that belong to the repository.
OTHERS = ("node_modules", "__pycache__", "build", "coverage", "dist")
HIDDEN = (".github", ".storybook")

_IN_PARENTHESES = re.compile(r"\([^()]*\)(?!/)")
_NAME = re.compile(r"(?<![\w./-])[a-z0-9][\w.-]*[_.-]\w+(?![\w/-])|(?<![\w.-])[\w.-]+(?=/)")


def below(folder: Path) -> Iterator[Path]:
    """Files and folders, except installed or generated ones."""
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in OTHERS and (name[0] != "." or name in HIDDEN)]
        yield from (Path(place, name) for name in (*folders, *files))


def folders_with_code() -> Iterator[str]:
    for area in AREAS:
        for path in below(ROOT / area):
            if path.is_dir() and any(child.suffix in CODE for child in path.iterdir()):
                name = path.relative_to(ROOT)
                if not CLEAR.intersection(name.parts) and "(" not in str(name.parent):
                    yield str(name)


@pytest.mark.parametrize("folder", sorted(folders_with_code()))
def test_every_folder_with_code_is_named(folder: str) -> None:
    assert re.search(rf"(?<![\w-]){re.escape(Path(folder).name)}(?![\w-])", LAYOUT)


def test_everything_that_is_named_exists() -> None:
    paths = [path for path in below(ROOT) if ".test." not in path.name]
    existing = {name for path in paths for name in (path.name, path.name.partition(".")[0], path.stem)}
    blocks = re.findall(r"^```\n(.*?)^```$", LAYOUT, re.MULTILINE | re.DOTALL)
    names = set(_NAME.findall(_IN_PARENTHESES.sub("", "\n".join(blocks))))
    assert len(names) > 300
    assert names - existing == set()
