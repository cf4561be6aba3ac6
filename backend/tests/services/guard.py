"""Cleans up after a test run, however it ends."""

from __future__ import annotations

import subprocess
from pathlib import Path

# Each line is a process group to end. Only the last one counts; an empty line means none. Acts at the end of input.
SCRIPT = """
while read -r line; do group=$line; done
if [ -n "$group" ]; then
    kill -s KILL -- "-$group"
    for _ in 1 2 3 4 5 6 7 8 9 10; do kill -s 0 -- "-$group" || break; sleep 0.1; done
fi
[ -z "$0" ] || rm -rf -- "$0"
"""


class Guard:
    """A shell that reads a pipe whose other end only this program holds.

    The pipe closes when the program ends, even if it is killed. The shell then ends the watched process group and
    removes the directory. A signal handler, `finally` or `atexit` can't guarantee that.
    """

    def __init__(self, directory: Path | None = None) -> None:
        self._shell = subprocess.Popen(
            ["/bin/sh", "-c", SCRIPT, str(directory or "")],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def watch(self, group: int | None) -> None:
        assert self._shell.stdin is not None
        self._shell.stdin.write(f"{group or ''}\n".encode())
        self._shell.stdin.flush()

    def clean_up(self) -> None:
        """Cleans up now, and waits until it is done."""
        assert self._shell.stdin is not None
        self._shell.stdin.close()
        self._shell.wait()
