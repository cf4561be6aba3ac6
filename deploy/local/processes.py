"""Child processes, each in a process group of its own, so that ending one also ends the processes it has started."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO

from deploy.local.interruption import POLL_SECONDS, check
from deploy.local.program import CommandError

GRACE_SECONDS = 10

Command = Sequence[str | Path]


class Child:
    """A started process, whose output goes to a pipe or a file. It doesn't receive Ctrl-C from the terminal."""

    def __init__(
        self,
        name: str,
        command: Command,
        *,
        cwd: Path,
        env: Mapping[str, str],
        output: int | IO[bytes] = subprocess.PIPE,
    ) -> None:
        self.name = name
        try:
            self.process = subprocess.Popen(
                [str(word) for word in command],
                cwd=cwd,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        except OSError as error:
            raise CommandError(f"{name} does not start: {error}") from error

    def wait(self) -> int:
        """The exit code. Ends the process and raises `Interrupted` if a signal arrives."""
        while (code := self.wait_for(POLL_SECONDS)) is None:
            pass
        return code

    def wait_for(self, seconds: float) -> int | None:
        """Like `wait`, but returns None after `seconds`."""
        deadline = time.monotonic() + seconds
        try:
            while self.process.poll() is None and time.monotonic() < deadline:
                check()
                time.sleep(POLL_SECONDS)
        except BaseException:
            end([self], first=signal.SIGINT)
            raise
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
