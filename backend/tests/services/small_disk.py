"""A disk of a few megabytes that tests can fill: a tmpfs, which only root can mount."""

from __future__ import annotations

import errno
import os
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Self

from tests.services.binaries import find

BLOCK = bytes(4096)


class SmallDisk:
    """Mounts the disk at `path`, an empty directory, within the block. Its files are lost afterwards."""

    def __init__(self, path: Path, *, megabytes: int) -> None:
        self.path = path
        self._size = f"size={megabytes}m,mode=0755"
        self._filler = path / "filler"

    def __enter__(self) -> Self:
        subprocess.run(
            [find("mount", package="mount"), "-t", "tmpfs", "-o", self._size, "numberplay-tests", str(self.path)],
            check=True,
        )
        return self

    def __exit__(self, *_: object) -> None:
        subprocess.run([find("umount", package="mount"), "--lazy", str(self.path)], check=True)

    def fill(self) -> None:
        """Fills the disk to the last block."""
        with self._filler.open("ab", buffering=0) as filler:
            while True:
                try:
                    filler.write(BLOCK)
                except OSError as fault:
                    if fault.errno != errno.ENOSPC:
                        raise
                    return

    def free(self) -> None:
        self._filler.unlink(missing_ok=True)


@cache
def can_mount() -> bool:
    if os.geteuid() != 0:
        return False
    with tempfile.TemporaryDirectory() as folder:
        command = [find("mount", package="mount"), "-t", "tmpfs", "-o", "size=1m", "numberplay-tests", folder]
        if subprocess.run(command, capture_output=True, check=False).returncode != 0:
            return False
        subprocess.run([find("umount", package="mount"), folder], check=True)
    return True
