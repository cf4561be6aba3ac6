"""The system that the drills break: everything behind the edge, players who play without a pause, and Prometheus."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

import httpx

from listeners import Listener
from load import Load
from prometheus import Prometheus
from stack import Stack, started
from tests.processes.programs import Program, Worker, manage
from tests.services.ports import free_port

PLAYERS = 4
QUIET_SECONDS = 60


@dataclass
class System:
    stack: Stack
    load: Load
    prometheus: Prometheus
    workers: list[Program]
    client: httpx.Client = field(default_factory=lambda: httpx.Client(trust_env=False, timeout=30))

    def plays(self) -> bool:
        """Whether a play succeeds through the edge."""
        player = self.load.players[0]
        headers = {"Authorization": f"Bearer {player.access}"}
        try:
            answer = self.client.post(f"{self.stack.url}/api/game/play/", json={"number": 842}, headers=headers)
        except httpx.HTTPError:
            return False
        return answer.status_code == 200

    def holds(self, expression: str) -> bool:
        return bool(self.prometheus.query(expression))

    def wait_until_quiet(self, alerts: Collection[str]) -> None:
        """Until those of an earlier fault have ended."""
        wait(lambda: not self.prometheus.firing() & set(alerts), QUIET_SECONDS)

    def sql(self, statement: str) -> list[tuple[object, ...]]:
        return self.stack.database.query(statement, "numberplay")

    def shell(self, code: str) -> None:
        done = manage("shell", "-c", code, env=self.workers[0].env)
        assert done.returncode == 0, done.stderr


def wait(true: Callable[[], bool], seconds: float) -> float | None:
    """How long it took, or None."""
    began = time.monotonic()
    while not true():
        if time.monotonic() - began > seconds:
            return None
        time.sleep(0.1)
    return time.monotonic() - began


@contextmanager
def running() -> Iterator[System]:
    with ExitStack() as exits:
        stack = exits.enter_context(started())
        workers = [exits.enter_context(worker) for worker in _counting(stack)]
        load = exits.enter_context(Load(stack.url, PLAYERS))
        for player in load.players:
            exits.enter_context(Listener(stack.socket_url, player))
        targets = {role: [program.port for program in stack.roles[role]] for role in ("http", "socket")}
        targets["worker"] = [int(worker.env["METRICS_PORT"]) for worker in workers]
        prometheus = exits.enter_context(Prometheus(targets))
        exits.callback(load.stop)
        yield System(stack, load, prometheus, workers)


def _counting(stack: Stack) -> Iterator[Program]:
    """In the place of the stack's workers, some that export their metrics."""
    for worker in stack.roles["worker"]:
        worker.kill()
        port, folder = str(free_port()), worker.directory.with_suffix(".metrics")
        folder.mkdir()
        yield Worker({**worker.env, "METRICS_PORT": port, "PROMETHEUS_MULTIPROC_DIR": str(folder)})
