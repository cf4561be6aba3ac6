"""One service process: starts, stops, kills, pauses and restarts it on the same port, and waits until it is ready."""

from __future__ import annotations

import signal
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar, Self

from tests import used_secrets
from tests.services.guard import Guard
from tests.services.ports import free_port, listens

READY_SECONDS = 60
STOP_SECONDS = 15
KILL_SECONDS = 60


class Server(ABC):
    """A context manager that starts the service, and finally removes it with its directory. The port never changes."""

    name: ClassVar[str]

    def __init__(self) -> None:
        self.interruptions = 0  # ends and pauses
        self.port = free_port()
        self.directory = Path(tempfile.mkdtemp(prefix="numberplay-"))
        self._guard = Guard(self.directory)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    @abstractmethod
    def url(self) -> str: ...

    @abstractmethod
    def _command(self) -> list[str]: ...

    @abstractmethod
    def _answers(self) -> bool:
        """Whether the listener on the port speaks this service's protocol. Raises OSError while nothing listens."""

    def _environment(self) -> Mapping[str, str] | None:
        """None means the account of this program."""
        return None

    @property
    def pid(self) -> int:
        return self._running().pid

    def start(self) -> None:
        """Returns when the service responds and its listener is the process that was started here."""
        if self._process is not None:
            raise RuntimeError(f"{self.name} is running already")
        with self._log().open("ab") as log:
            self._process = subprocess.Popen(
                self._command(),
                cwd=self.directory,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._guard.watch(self._process.pid)
        self._await_ready(self._process)

    def stop(self) -> None:
        """Stops the service gracefully, like an operator."""
        self.resume()
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """Kills the service without flushing anything. Also works while it is paused."""
        self._end(signal.SIGKILL)

    def pause(self) -> None:
        """Connections remain open and the kernel accepts new ones, but nothing responds until `resume`."""
        self.interruptions += 1
        self._running().send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._running().send_signal(signal.SIGCONT)

    def restart(self) -> None:
        self.stop()
        self.start()

    def close(self) -> None:
        """Kills the service and removes its directory with all data."""
        if self._process is not None:
            self.kill()
        if self._log().exists():
            used_secrets.suite.logged(self.name, self._log().read_text(errors="replace"))
        self._guard.clean_up()

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, kind: object, *_fault: object) -> None:
        if kind is not None:  # pytest shows the output together with the failure
            print(f"{self.name} wrote:\n{self._tail()}")
        self.close()

    def _log(self) -> Path:
        return self.directory / "log"

    def _tail(self) -> str:
        return self._log().read_text(errors="replace")[-4000:]

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise RuntimeError(f"{self.name} is not running")
        return self._process

    def _await_ready(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while not self._ready(process.pid):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{self.name} did not start:\n{self._tail()}")
            time.sleep(0.02)

    def _ready(self, pid: int) -> bool:
        try:
            return self._answers() and listens(pid, self.port)
        except OSError:
            return False

    def _end(self, number: signal.Signals) -> None:
        self.interruptions += 1
        process = self._running()
        process.send_signal(number)
        try:
            process.wait(KILL_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self._process = None
        self._guard.watch(None)
