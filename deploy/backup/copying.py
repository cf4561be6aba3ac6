"""Runs `copy-binlogs` against a server, as an operator would."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from binlogs import copies
from installation import Installation

COPIED_SECONDS = 60


class Copying:
    def __init__(self, site: Installation, process: subprocess.Popen[str]) -> None:
        self._site, self._process = site, process

    def wait_until_copied(self) -> None:
        """Waits until everything that the server has written so far has been copied."""
        now, deadline = time.time(), time.monotonic() + COPIED_SECONDS
        while copies.newest_copy(self._site.binlogs) < now:
            assert self._process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)

    def kill(self) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.communicate()


@contextmanager
def copying(site: Installation, **variables: str) -> Iterator[Copying]:
    process = site.start("copy-binlogs", site.binlogs, output=False, **variables)
    try:
        yield Copying(site, process)
    finally:
        if process.poll() is None:
            process.terminate()
            assert process.wait(10) == 0


def logs(folder: Path) -> list[Path]:
    return list(copies.logs(copies.histories(folder)[-1]).values())
