"""Where the programs of the services are."""

from __future__ import annotations

import os
import shutil


class ServiceMissing(Exception):
    """A program is not installed; the message says which Debian package brings it."""


def find(program: str, *, package: str) -> str:
    found = _path_of(program)
    if found is None:
        raise ServiceMissing(f"{program} is not installed; on Debian: apt-get install {package}")
    return found


def has(program: str) -> bool:
    return _path_of(program) is not None


def _path_of(program: str) -> str | None:
    """Looks into the sbin directories too: Debian keeps servers there, off the search path of an ordinary user."""
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/local/sbin", "/usr/sbin"))
    return shutil.which(program, path=path)
