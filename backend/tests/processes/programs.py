"""The product's processes, started as an operator would start them, each on a free port."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from abc import abstractmethod
from collections.abc import Mapping
from pathlib import Path

from config.env import Rates
from tests import uncontended
from tests.services.ports import HOST, listens
from tests.services.server import STOP_SECONDS, Server

BACKEND = Path(__file__).resolve().parents[2]
INHERITED = ("HOME", "LANG", "PATH", "TMPDIR", "COVERAGE_PROCESS_START", "COVERAGE_PROCESS_CONFIG")
UNLIMITED = {f"RATE_LIMIT_{scope.upper()}": "off" for scope in Rates.__dataclass_fields__}


def environment(**variables: str) -> dict[str, str]:
    """The environment of the product's processes, without the tests' own configuration."""
    inherited = {name: os.environ[name] for name in INHERITED if name in os.environ}
    return {**inherited, "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(BACKEND), **variables}


def manage(*words: str, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Runs one command of `manage.py` to completion."""
    command = [sys.executable, str(BACKEND / "manage.py"), *words]
    return subprocess.run(
        command,
        cwd=BACKEND,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def started(*words: str, env: Mapping[str, str]) -> subprocess.Popen[str]:
    """Runs a command of `manage.py` in the background, without output."""
    command = [sys.executable, str(BACKEND / "manage.py"), *words]
    silent = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=BACKEND, env=env, stdin=silent, stdout=silent, stderr=silent, text=True)


class Program(Server):
    def __init__(self, env: Mapping[str, str]) -> None:
        super().__init__()
        self.env = dict(env)

    @property
    def log(self) -> str:
        return self._log().read_text(errors="replace")

    def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Terminates the process, waits for it, and returns the exit code."""
        self._running().send_signal(number)
        return self.ended()

    def ended(self) -> int:
        """Waits for the end after SIGTERM."""
        process, began = self._running(), time.monotonic()
        while (code := process.poll()) is None:
            if uncontended.since(began) > STOP_SECONDS:
                raise subprocess.TimeoutExpired(process.args, STOP_SECONDS)
            time.sleep(0.01)
        self._process = None
        self._guard.watch(None)
        return code

    def send(self, number: signal.Signals) -> None:
        self._running().send_signal(number)

    def _environment(self) -> Mapping[str, str]:
        return self.env


class WebProgram(Program):
    """Ready when it responds."""

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def socket_url(self) -> str:
        return f"ws://{HOST}:{self.port}/ws/game/"

    @property
    def memory_bytes(self) -> int:
        """The resident memory."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        kilobytes = next(line.split()[1] for line in lines if line.startswith("VmRSS:"))
        return int(kilobytes) * 1024

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/health/live/", timeout=5) as answer:  # noqa: S310  our own URL
                return bool(answer.status == 200)
        except urllib.error.URLError as error:
            raise OSError from error

    @abstractmethod
    def _command(self) -> list[str]: ...


class Serve(WebProgram):
    """HTTP and sockets in one process."""

    name = "manage.py serve"

    def _command(self) -> list[str]:
        return [sys.executable, str(BACKEND / "manage.py"), "serve", "--port", str(self.port)]


class Gunicorn(WebProgram):
    """HTTP only, in two worker processes."""

    name = "gunicorn"

    def _command(self) -> list[str]:
        configuration = ["--config", str(BACKEND / "gunicorn.conf.py"), "--chdir", str(BACKEND)]
        return [sys.executable, "-m", "gunicorn", *configuration, "--bind", f"{HOST}:{self.port}", "config.wsgi"]

    @property
    def worker_pids(self) -> list[int]:
        return _children(self.pid)

    def _ready(self, pid: int) -> bool:
        children = _children(pid)
        try:
            return len(children) == 2 and all(listens(child, self.port) for child in children) and self._answers()
        except OSError:
            return False


class Worker(Program):
    """Executes tasks. Ready when it is connected to its broker."""

    name = "celery worker"
    pool: tuple[str, ...] = ("--pool", "solo")

    @property
    def url(self) -> str:
        return self.env["REDIS_URL"]

    def _command(self) -> list[str]:
        options = [*self.pool, "--queues", "data,mail", "--without-gossip", "--without-mingle"]
        return [sys.executable, "-m", "celery", "--workdir", str(BACKEND), "--app", "config", "worker", *options]

    def _answers(self) -> bool:
        return "ready." in self.log

    def _ready(self, pid: int) -> bool:
        return self._answers()


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
