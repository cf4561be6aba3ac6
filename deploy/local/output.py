"""The lines of several processes in one stream, each with the name of its origin."""

import sys
import threading
from collections import deque
from typing import IO

LAST_LINES = 40


class PrefixedOutput:
    """Copies a process' output line by line, on a thread, until the process closes it."""

    def __init__(self, name: str, stream: IO[bytes], *, width: int) -> None:
        self._prefix = f"{name:<{width}} | ".encode()
        self._stream = stream
        self._last = deque[bytes](maxlen=LAST_LINES)
        self._thread = threading.Thread(target=self._copy, daemon=True)
        self._thread.start()

    def finish(self, timeout: float) -> None:
        """Lets the last lines out. Bounded: a stranger may have inherited the other end."""
        self._thread.join(timeout)

    def last_lines(self) -> list[str]:
        """The end of the output, without its blank lines."""
        return [line.decode(errors="replace") for line in list(self._last)]

    def _copy(self) -> None:
        listening = True
        for line in self._stream:
            line = line.rstrip()
            if line:
                self._last.append(line)
            # Without a reader, as after the terminal was closed, the process must still not block on a full pipe.
            listening = listening and _write(self._prefix + line + b"\n")


def _write(line: bytes) -> bool:
    """In one piece, so that lines of different processes do not mix."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()
    except (OSError, ValueError):
        return False
    return True
