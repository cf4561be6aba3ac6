"""Child processes in groups of their own, so that ending one ends whatever it started."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO

from deploy.local.interruption import POLL_SECONDS, check
from deploy.local.program import Refusal

GRACE_SECONDS = 10

Command = Sequence[str | Path]


class Child:
    """A started process. A group of its own also keeps the terminal's Ctrl-C from it: its parent ends it in order."""

    def __init__(
        self,
        name: str,
        command: Command,
        *,
        cwd: Path,
        env: Mapping[str, str],
        output: int | IO[bytes] | None = None,
    ) -> None:
        self.name = name
        try:
            self.process = subprocess.Popen(
                [str(word) for word in command],
                cwd=cwd,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT if output is not None else None,
                start_new_session=True,
            )
        except OSError as fault:
            raise Refusal(f"{name} does not start: {fault}") from fault

    def wait(self) -> int:
        """The exit code. Raises `Interrupted`, having ended the process, when the user interrupts."""
        while (code := self.wait_for(POLL_SECONDS)) is None:
            pass
        return code

    def wait_for(self, seconds: float) -> int | None:
        """As `wait`, but None after `seconds`."""
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
        """Whether nothing of the group is left. A leader that ended stays in it until its exit code is taken."""
        self.process.poll()
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return True
        except PermissionError:  # macOS answers so for a group of zombies.
            return self.process.poll() is not None
        return False


def end(children: Iterable[Child], *, first: signal.Signals = signal.SIGTERM, grace: float = GRACE_SECONDS) -> None:
    """Asks all of them, waits for them together, and kills what is left after `grace` seconds."""
    asked = list(children)
    for child in asked:
        child.send(first)
    deadline = time.monotonic() + grace
    while not all(child.gone() for child in asked) and time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)
    for child in asked:
        if not child.gone():
            child.send(signal.SIGKILL)
        child.process.wait()
