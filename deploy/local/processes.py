"""Child processes, each in a process group of its own, so that ending one also ends the processes it has started."""

import contextlib
import math
import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO

from deploy.local.program import POLL_SECONDS, CommandError, check

GRACE_SECONDS = 10
OUTPUT_SECONDS = 2
LAST_LINES = 40

Command = Sequence[str | Path]


class Child:
    """A started process, which doesn't receive Ctrl-C from the terminal. `write` gets each line of its output."""

    def __init__(
        self, name: str, command: Command, *, cwd: Path, env: Mapping[str, str], write: Callable[[bytes], object]
    ) -> None:
        self.name = name
        self.last_lines = deque[str](maxlen=LAST_LINES)  # without blank ones
        try:
            self.process = subprocess.Popen(
                [str(word) for word in command],
                cwd=cwd,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        except OSError as error:
            raise CommandError(f"{name} does not start: {error}") from error
        self._reader = threading.Thread(target=self._read, args=[self.process.stdout, write], daemon=True)
        self._reader.start()

    def wait(self, seconds: float = math.inf) -> int | None:
        """The exit code, or None after `seconds`. Ends the process and raises `Interrupted` if a signal arrives."""
        deadline = time.monotonic() + seconds
        try:
            while self.process.poll() is None and time.monotonic() < deadline:
                check()
                time.sleep(POLL_SECONDS)
        except BaseException:
            end([self], first=signal.SIGINT)
            raise
        if self.process.returncode is not None:
            self.finish_output()
        return self.process.returncode

    def send(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, number)

    def gone(self) -> bool:
        """Whether no process of the group is left. A zombie still belongs to it, so its exit code is read first."""
        self.process.poll()
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return True
        except PermissionError:  # raised by macOS for a group of zombies
            return self.process.poll() is not None
        return False

    def finish_output(self) -> None:
        """Waits for the last lines, but not forever: another process may have inherited the pipe."""
        self._reader.join(OUTPUT_SECONDS)

    def _read(self, output: IO[bytes], write: Callable[[bytes], object]) -> None:
        for line in output:
            if text := line.decode(errors="replace").rstrip():
                self.last_lines.append(text)
            # Reads on after the terminal was closed, because the process would block on a full pipe.
            with contextlib.suppress(OSError, ValueError):
                write(line)


def prefixed(name: str) -> Callable[[bytes], object]:
    """Writes lines to standard output, each with the name of its process."""

    def write(line: bytes) -> None:
        """In one call, so that lines of different processes don't mix."""
        sys.stdout.flush()
        sys.stdout.buffer.write(f"{name} | ".encode() + line.rstrip() + b"\n")
        sys.stdout.buffer.flush()

    return write


def end(children: Iterable[Child], *, first: signal.Signals = signal.SIGTERM, grace: float = GRACE_SECONDS) -> None:
    """Sends all of them the signal, and kills those that are still running after `grace` seconds."""
    children = list(children)
    for child in children:
        child.send(first)
    deadline = time.monotonic() + grace
    while not all(child.gone() for child in children) and time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)
    for child in children:
        if not child.gone():
            child.send(signal.SIGKILL)
        child.process.wait()
        child.finish_output()
