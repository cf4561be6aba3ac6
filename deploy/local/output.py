"""Copies the output of several processes to standard output, each line prefixed with the name of its process."""

import sys
import threading
from collections import deque
from typing import IO

from deploy.local.processes import Child

FINISH_SECONDS = 2
LAST_LINES = 40


class PrefixedOutput:
    """Copies lines on a thread until the process closes its end of the pipe."""

    def __init__(self, child: Child, *, width: int = 0) -> None:
        assert child.process.stdout is not None
        self._prefix = f"{child.name:<{width}} | ".encode()
        self._last = deque[bytes](maxlen=LAST_LINES)
        self._thread = threading.Thread(target=self._copy, args=[child.process.stdout], daemon=True)
        self._thread.start()

    def finish(self) -> None:
        """Waits for the last lines, but not forever: another process may have inherited the pipe."""
        self._thread.join(FINISH_SECONDS)

    def last_lines(self) -> list[str]:
        """The last lines of the output, without blank ones."""
        return [line.decode(errors="replace") for line in list(self._last)]

    def _copy(self, stream: IO[bytes]) -> None:
        writable = True
        for line in stream:
            line = line.rstrip()
            if line:
                self._last.append(line)
            # Reads on after the terminal was closed, because the process would block on a full pipe.
            writable = writable and _write(self._prefix + line + b"\n")


def _write(line: bytes) -> bool:
    """In one call, so that lines of different processes don't mix."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()
    except (OSError, ValueError):
        return False
    return True
