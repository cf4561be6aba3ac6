"""The system that the drills break: everything behind the edge, players who play without a pause, and Prometheus."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from backups import Backups
from databases import LoggedMariaDBServer
from listeners import Listener
from load import Load
from prometheus import Prometheus
from stack import Stack, started
from tests.processes.programs import Program, Worker, manage
from tests.services.ports import free_port

PLAYERS = 4
QUIET_SECONDS = 150


@dataclass
class System:
    stack: Stack
    load: Load
    listeners: list[Listener]
    workers: list[Program]
    backups: Backups
    prometheus: Prometheus
    broken_at: float = 0.0
    client: httpx.Client = field(default_factory=lambda: httpx.Client(trust_env=False, timeout=30))

    def breaks_now(self) -> None:
        """Marks the start of the fault, after its preparations. The time until an alert fires is counted from here."""
        self.broken_at = time.monotonic()

    def plays(self) -> bool:
        """Whether a play succeeds through the edge."""
        player = self.load.players[0]
        headers = {"Authorization": f"Bearer {player.access}"}
        try:
            answer = self.client.post(f"{self.stack.url}/api/game/play/", json={"number": 842}, headers=headers)
        except httpx.HTTPError:
            return False
        return answer.status_code == 200

    def delivers(self) -> Callable[[], bool]:
        """Whether all results so far have arrived on the sockets."""
        newest = [player.acknowledged[-1]["seq"] for player in self.load.players]
        return lambda: all(one.seqs[-1] >= seq for one, seq in zip(self.listeners, newest, strict=True))

    def responds(self) -> bool:
        """Whether all processes respond."""
        return self.holds(f"sum(up) == {sum(map(len, self.prometheus.targets.values()))}")

    def holds(self, expression: str) -> bool:
        return bool(self.prometheus.query(expression))

    def is_cleared(self, alert: str) -> bool:
        """Whether the condition of the alert is no longer met."""
        return not self.holds(self.prometheus.condition(alert))

    @contextmanager
    def observed(self, faster: int | None) -> Iterator[None]:
        """Uses a new Prometheus without earlier data, whose windows are that many times shorter."""
        if faster is None:
            yield
            return
        shared = self.prometheus
        with Prometheus(shared.targets, faster) as self.prometheus:
            yield
        self.prometheus = shared

    def wait_until_quiet(self, alerts: Collection[str]) -> None:
        """Waits until all processes respond, and the alerts of an earlier fault have ended."""
        assert wait(self.responds, QUIET_SECONDS) is not None
        assert wait(lambda: not self.prometheus.firing() & set(alerts), QUIET_SECONDS) is not None, alerts

    def sql(self, statement: str) -> list[tuple[object, ...]]:
        return self.stack.database.query(statement, "numberplay")

    def shell(self, code: str) -> None:
        done = manage("shell", "-c", code, env=self.workers[0].env)
        assert done.returncode == 0, done.stderr


def wait(true: Callable[[], bool], seconds: float) -> float | None:
    """Returns how long it took, or None."""
    began = time.monotonic()
    while not true():
        if time.monotonic() - began > seconds:
            return None
        time.sleep(0.1)
    return time.monotonic() - began


@contextmanager
def running() -> Iterator[System]:
    with ExitStack() as exits:
        stack = exits.enter_context(started(LoggedMariaDBServer(durable=False)))
        folder = exits.enter_context(tempfile.TemporaryDirectory(prefix="numberplay-"))
        backups = Backups(stack.database, Path(folder))
        exits.enter_context(backups.exporter)
        workers = [exits.enter_context(worker) for worker in _counting(stack)]
        load = exits.enter_context(Load(stack.url, PLAYERS))
        listeners = [exits.enter_context(Listener(stack.socket_url, player)) for player in load.players]
        targets = {role: [program.port for program in stack.roles[role]] for role in ("http", "socket")}
        targets["worker"] = [int(worker.env["METRICS_PORT"]) for worker in workers]
        targets["node"] = [backups.exporter.port]
        prometheus = exits.enter_context(Prometheus(targets))
        exits.callback(load.stop)
        yield System(stack, load, listeners, workers, backups, prometheus)


def _counting(stack: Stack) -> Iterator[Program]:
    """Replaces the stack's workers with workers that export their metrics."""
    for worker in stack.roles["worker"]:
        worker.kill()
        port, folder = str(free_port()), worker.directory / "metrics"
        folder.mkdir()
        yield Worker({**worker.env, "METRICS_PORT": port, "PROMETHEUS_MULTIPROC_DIR": str(folder)})
