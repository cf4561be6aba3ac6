"""The system as in production, with its own services and ports."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.processes.programs import BACKEND, Gunicorn, Serve, WebProgram, environment
from tests.services import MariaDBServer, RedisServer
from tests.services.ports import HOST

ROOT = BACKEND.parent
IMPORTABLE = {"PYTHONPATH": f"{BACKEND}{os.pathsep}{ROOT}"}
SECRET = "only-for-the-benchmarks-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJ"

AS_THE_PRODUCT = ("--worker-class=gthread", "--workers=2", "--threads=4", "--reuse-port", "--keep-alive=75")

# Far above the measured rates, so that the limit is checked as usual but never reached.
PLENTY = {f"RATE_LIMIT_{scope}": "100000/sec" for scope in ("PLAY", "READ", "LOGIN", "REGISTER", "REFRESH")}


class Http(Gunicorn):
    """The product's HTTP server from any checkout, with the given number of workers."""

    def __init__(self, env: dict[str, str], workers: int, checkout: Path) -> None:
        super().__init__(env)
        self.workers = workers
        self._checkout = checkout

    def _command(self) -> list[str]:
        _, *words = super()._command()
        here, there = str(BACKEND), str(self._checkout / "backend")
        return [*python(self._checkout), *(word.replace(here, there) for word in words), "--workers", str(self.workers)]

    def _ready(self, pid: int) -> bool:
        with suppress(OSError):
            return len(tree(pid)) == 1 + self.workers and self._answers()
        return False


class Sockets(Serve):
    """The product's socket server from any checkout."""

    def __init__(self, env: dict[str, str], checkout: Path) -> None:
        super().__init__(env)
        self._checkout = checkout

    def _command(self) -> list[str]:
        _, script, *words = super()._command()
        return [*python(self._checkout), script.replace(str(BACKEND), str(self._checkout / "backend")), *words]


class SocketFloor(WebProgram):
    name = "socket floor"

    def _command(self) -> list[str]:
        return [
            sys.executable,
            "-m",
            "daphne",
            "-b",
            HOST,
            "-p",
            str(self.port),
            "benchmarks.socket_floor:application",
        ]


def python(checkout: Path) -> list[str]:
    """Uses the checkout's own virtual environment if there is one."""
    own = checkout / "backend" / ".venv" / "bin" / "python"
    return [str(own) if own.exists() else sys.executable]


def tree(pid: int) -> list[int]:
    """The process and its children. None of these processes has grandchildren."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *map(int, children)]


@dataclass
class System:
    """`env` is the environment of the product's processes."""

    database: MariaDBServer
    redis: RedisServer
    env: dict[str, str]
    checkout: Path = ROOT

    @contextmanager
    def http(self, *, workers: int = 2) -> Iterator[Http]:
        with Http(self.env, workers, self.checkout) as program:
            yield program

    @contextmanager
    def sockets(self) -> Iterator[Sockets]:
        with Sockets(self.env, self.checkout) as program:
            yield program

    @contextmanager
    def socket_floor(self) -> Iterator[SocketFloor]:
        with SocketFloor({**self.env, **IMPORTABLE}) as program:
            yield program


@contextmanager
def started(checkout: Path = ROOT) -> Iterator[System]:
    """MariaDB syncs every commit to the disk, as in production."""
    with ExitStack() as stack:
        database = stack.enter_context(MariaDBServer())
        redis = stack.enter_context(RedisServer())
        env = environment(
            DJANGO_ENV="production",
            DJANGO_SECRET_KEY=SECRET,
            DJANGO_ALLOWED_HOSTS=HOST,
            CORS_ALLOWED_ORIGINS="https://play.example.org",
            DATABASE_URL=database.url,
            REDIS_URL=redis.url,
            EMAIL_URL="smtp+tls://nobody:nothing@mail.example.org:587",
            **PLENTY,
        )
        env["PYTHONPATH"] = str(checkout / "backend")
        command = [*python(checkout), str(checkout / "backend" / "manage.py"), "migrate", "--verbosity", "0"]
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr)
        yield System(database, redis, env, checkout)
