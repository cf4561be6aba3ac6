"""Do twenty concurrent exports, read as fast as possible or hardly at all, slow down other players?

`PYTHONPATH=..:. python -m benchmarks.downloads [--embedded]`, in backend/, plays at a constant rate, in alternating
rounds without and with the exports of players with 150 000 plays. It exits with 1 if the p99 of a play more than
doubles, or if a process grows by more than 32 MiB.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import socket
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from benchmarks.accounts.login_flood import _play, _share
from benchmarks.accounts.stack import PASSWORD, Client
from tests.processes.programs import UNLIMITED, Gunicorn, Serve, WebProgram, environment, manage
from tests.services import MariaDBServer, RedisServer
from tests.services.ports import HOST

PATH = "/api/game/results/export/"
PLAYS = int(os.environ.get("PLAYS", "150000"))
ROUNDS = int(os.environ.get("ROUNDS", "5"))
EXPORTS = 20
PLAYERS = [f"player_{number}" for number in range(4)]
EXPORTERS = [f"exporter_{number}" for number in range(10)]
WAYS = {"one player, fast": (1, None), "ten players, fast": (10, None), "ten players, 200 bytes/s": (10, 200)}
ALLOWED, ALLOWED_BYTES = 2.0, 32 * 1024 * 1024
ADD_PLAYS = f"""
from django.contrib.auth import get_user_model
from tests.game.plays import add_plays
add_plays(get_user_model().objects.get(username="exporter_{{number}}").pk, {PLAYS})
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--embedded", action="store_true", help="one process on SQLite, without a Redis")
    with _served(embedded=parser.parse_args().embedded) as program:
        port = program.port
        for name in (*PLAYERS, *EXPORTERS):
            Client(port).register(name)
        for number in range(len(EXPORTERS)):
            added = manage("shell", "-c", ADD_PLAYS.format(number=number), env=program.env)
            assert added.returncode == 0, added.stderr
        _play(port, _signed_in(port, PLAYERS), seconds=3)
        return max([_compare(way, program) for way in WAYS])


def _signed_in(port: int, names: Sequence[str]) -> list[str]:
    """Access tokens, which are valid for five minutes."""
    bodies = [{"email": f"{name}@example.com", "password": PASSWORD} for name in names]
    return [Client(port).post("/auth/api/login/", body)[1]["access"] for body in bodies]


def _compare(way: str, program: WebProgram) -> int:
    players, rate = WAYS[way]
    tokens, exporters = _signed_in(program.port, PLAYERS), _signed_in(program.port, EXPORTERS)
    calm, busy, grown, outcomes = [], [], 0, Counter[str]()
    for _ in range(ROUNDS):
        calm.append(_play(program.port, tokens))
        before = _resident(program)
        with _exports(program.port, exporters[:players], rate, outcomes):
            busy.append(_play(program.port, tokens))
            grown = max(grown, *(now - known for known, now in zip(before, _resident(program), strict=True)))
    quiet, loud = (statistics.median(_share(taken, 0.99) for taken in rounds) for rounds in (calm, busy))
    print(
        f"{way}: p99 of a play {quiet:.1f} ms calm, {loud:.1f} ms beside {EXPORTS} exports, {loud / quiet:.2f} times;"
        f" + {grown / 2**20:.1f} MiB; {dict(outcomes)}",
        flush=True,
    )
    return int(loud > ALLOWED * quiet or grown > ALLOWED_BYTES)


@contextmanager
def _served(*, embedded: bool) -> Iterator[WebProgram]:
    with ExitStack() as stack:
        if embedded:
            urls = {"DATABASE_URL": f"sqlite:///{stack.enter_context(tempfile.TemporaryDirectory())}/db.sqlite3"}
        else:
            database, redis = stack.enter_context(MariaDBServer(durable=False)), stack.enter_context(RedisServer())
            urls = {"DATABASE_URL": database.url, "REDIS_URL": redis.url}
        env = environment(**urls, LOG_LEVEL="ERROR", **UNLIMITED)
        done = manage("migrate", "--verbosity", "0", env=env)
        assert done.returncode == 0, done.stderr
        yield stack.enter_context(Serve(env) if embedded else Gunicorn(env))


def _resident(program: WebProgram) -> list[int]:
    pids = program.worker_pids if isinstance(program, Gunicorn) else [program.pid]
    return [int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096 for pid in pids]


@contextmanager
def _exports(port: int, tokens: list[str], rate: int | None, outcomes: Counter[str]) -> Iterator[None]:
    """Runs in a separate process, so that it doesn't delay the measured plays."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_export_all, args=(port, tokens, rate, theirs))
    process.start()
    try:
        time.sleep(2)
        yield
    finally:
        ours.send("end")
        outcomes.update(ours.recv())
        process.join()


def _export_all(port: int, tokens: list[str], rate: int | None, control: Any) -> None:
    os.nice(19)
    ended, outcomes = threading.Event(), Counter[str]()
    threads = [
        threading.Thread(target=_export, args=(port, tokens[number % len(tokens)], rate, ended, outcomes))
        for number in range(EXPORTS)
    ]
    for thread in threads:
        thread.start()
    control.recv()
    ended.set()
    for thread in threads:
        thread.join()
    control.send(outcomes)


def _export(port: int, token: str, rate: int | None, ended: threading.Event, outcomes: Counter[str]) -> None:
    """Requests downloads repeatedly. A refused one is retried after a tenth of a second."""
    head = f"GET {PATH} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer {token}\r\n\r\n"
    while not ended.is_set():
        with suppress(OSError), socket.create_connection((HOST, port), timeout=1) as connection:
            connection.sendall(head.encode())
            status = ""
            while not ended.is_set():
                with suppress(TimeoutError):
                    part = connection.recv(rate or 65536)
                    status = status or part[9:12].decode()
                    if not part:
                        break
                    ended.wait(1 if rate else 0)
            outcomes[status or "no answer"] += 1
        ended.wait(0.1)


if __name__ == "__main__":
    sys.exit(main())
