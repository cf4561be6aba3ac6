"""Child processes, each in a process group of its own, so that ending one also ends the processes it has started."""

import asyncio
import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Self

from deploy.local.program import POLL_SECONDS, CommandError, say

GRACE_SECONDS = 10
OUTPUT_SECONDS = 2
LAST_LINES = 40

Command = Sequence[str | Path]


@dataclass
class Child:
    """A process that doesn't receive Ctrl-C from the terminal. It writes to `log`, or to our output with its name.

    `async with` starts it, ends it with the signal `end_with`, and kills the remaining processes of its group.
    """

    name: str
    command: Command
    cwd: Path
    env: Mapping[str, str] = field(default_factory=dict)  # besides ours
    log: IO[str] | None = None
    end_with: signal.Signals = signal.SIGINT
    last_lines: deque[str] = field(default_factory=lambda: deque(maxlen=LAST_LINES))  # without blank lines

    async def __aenter__(self) -> Self:
        self._process = self._start()
        self._reading = asyncio.create_task(self._read())
        return self

    async def __aexit__(self, *_error: object) -> None:
        grace = GRACE_SECONDS if self._process.poll() is None else 0  # processes that outlive it are killed immediately
        self._send(self.end_with)
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(grace):
                    while self._send(0):
                        await asyncio.sleep(POLL_SECONDS)
        finally:
            self._send(signal.SIGKILL)
            self._process.wait()
        await self._finish_output()

    async def wait(self, seconds: float | None = None) -> int | None:
        """The exit code, or None after `seconds`."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self._process.poll() is None:
                    await asyncio.sleep(POLL_SECONDS)
                await self._finish_output()
        return self._process.returncode

    def _start(self) -> subprocess.Popen[bytes]:
        """Avoids asyncio: a signal while asyncio starts a process would leave that process's children running."""
        color = {} if sys.stdout.isatty() else {"NO_COLOR": "1"}  # some tools color even output that goes to a file
        quiet = {"NEXT_TELEMETRY_DISABLED": "1", "PYTHONUNBUFFERED": "1"}
        try:
            return subprocess.Popen(
                [str(word) for word in self.command],
                cwd=self.cwd,
                env={**os.environ, **quiet, **color, **self.env},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        except OSError as error:
            raise CommandError(f"{self.name} does not start: {error}") from error

    def _send(self, number: int) -> bool:
        """Whether a process of the group is left. A zombie belongs to it, so the exit code is read first."""
        self._process.poll()
        try:
            os.killpg(self._process.pid, number)
        except (ProcessLookupError, PermissionError):  # macOS raises the latter for a group of zombies
            return False
        return True

    async def _finish_output(self) -> None:
        """Waits for the last lines, but not forever: another process may have inherited the pipe."""
        await asyncio.wait([self._reading], timeout=OUTPUT_SECONDS)

    async def _read(self) -> None:
        lines = asyncio.StreamReader(limit=sys.maxsize)
        loop = asyncio.get_running_loop()
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), self._process.stdout)
        async for line in lines:
            text = line.decode(errors="replace").rstrip()
            self.last_lines.extend(filter(None, [text]))
            # Reads on after the terminal was closed, because the process would block on a full pipe.
            with suppress(OSError, ValueError):
                say(text if self.log else f"{self.name} | {text}", file=self.log)
