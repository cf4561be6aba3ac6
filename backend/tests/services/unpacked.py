"""The servers that `make servers` unpacks into the user's cache. Their programs come first in the search path."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from tests.services.binaries import ServiceMissing

# deploy/local/unpacked.py uses the same path.
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "numberplay"


def programs_of(name: str) -> Path:
    return CACHE / name / "bin"


def is_unpacked(program: str) -> bool:
    return CACHE in Path(program).parents


def path_with(names: Iterable[str]) -> str:
    """The search path with the programs of these servers first. Raises ServiceMissing."""
    folders = [programs_of(name) for name in names]
    for folder in folders:
        if not folder.is_dir():
            raise ServiceMissing(f"{folder.parent.name} is not installed; to get it: make servers")
    return os.pathsep.join((*map(str, folders), os.environ.get("PATH", os.defpath)))
