"""Finds the programs of the services."""

from __future__ import annotations

import os
import shutil


class ServiceMissing(Exception):
    """A program isn't installed. The message names the Debian package that contains it."""


def find(program: str, *, package: str) -> str:
    found = _path_of(program)
    if found is None:
        raise ServiceMissing(f"{program} is not installed; on Debian: apt-get install {package}")
    return found


def has(program: str) -> bool:
    return _path_of(program) is not None


def _path_of(program: str) -> str | None:
    """Also searches the sbin directories, in which Debian installs servers. They aren't in an ordinary user's path."""
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/local/sbin", "/usr/sbin"))
    return shutil.which(program, path=path)
