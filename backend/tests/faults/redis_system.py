"""Web, socket and task processes that use a failing Redis, and the faults."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from tests import uncontended
from tests.faults.load import Load
from tests.faults.seen import Seen
from tests.processes.mailbox import Mailbox, mail_server
from tests.processes.players import Edge, wait_until
from tests.processes.post import SWEEP
from tests.processes.programs import UNLIMITED, Gunicorn, Serve, Worker, environment, manage
from tests.processes.stage import RECOVERY_SECONDS, is_healthy
from tests.services import RedisServer
from tests.services.sentinel import SentinelGroup

CALM_SECONDS = 2
REFRESHES = 3

Take = Callable[[RedisServer], None]
KILL: tuple[Take, Take] = (RedisServer.kill, RedisServer.start)
FREEZE: tuple[Take, Take] = (RedisServer.pause, RedisServer.resume)


@dataclass
class System:
    serve: Serve
    gunicorn: Gunicorn
    worker: Worker
    mailbox: Mailbox
    edges: tuple[Edge, Edge]

    def load(self) -> Load:
        return Load(self.serve, [self.serve, self.gunicorn])

    def await_health(self) -> float:
        """The seconds until both web processes could reach all services."""
        began = time.monotonic()
        for edge in self.edges:
            wait_until(lambda edge=edge: is_healthy(edge), RECOVERY_SECONDS)  # type: ignore[misc]
        return time.monotonic() - began

    def sweep_mails(self) -> str:
        """Queues the tasks that beat would queue every minute."""
        done = manage("shell", "--verbosity", "0", "--command", SWEEP, env=self.worker.env)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


@contextmanager
def running(database_url: str, redis_url: str, state_url: str = "") -> Iterator[System]:
    """Without limits, except for `REFRESHES` per minute."""
    with ExitStack() as stack:
        mailbox = stack.enter_context(mail_server())
        limits: Mapping[str, str] = {**UNLIMITED, "RATE_LIMIT_REFRESH": f"{REFRESHES}/min"}
        urls = {"DATABASE_URL": database_url, "REDIS_URL": redis_url, "EMAIL_URL": mailbox.url}
        urls |= {"REDIS_STATE_URL": state_url} if state_url else {}
        env = environment(MAIL_RETRY_SECONDS="1", **urls, **limits)
        serve, gunicorn = stack.enter_context(Serve(env)), stack.enter_context(Gunicorn(env))
        worker = stack.enter_context(Worker(env))
        edges = Edge(serve), Edge(gunicorn)
        for edge in edges:
            stack.callback(edge.close)
        system = System(serve, gunicorn, worker, mailbox, edges)
        system.await_health()
        yield system


def fail_over(system: System, group: SentinelGroup, take: Take, give_back: Take) -> tuple[Seen, float]:
    """Stops the primary under load and brings it back as a replica. Returns the seconds without a primary."""
    old, new = group.primary, group.replica
    with system.load() as load:
        uncontended.sleep(CALM_SECONDS)
        take(old)
        seconds = group.await_primary(new)
        system.await_health()
        uncontended.sleep(CALM_SECONDS)
        give_back(old)
        group.await_settled()
        uncontended.sleep(CALM_SECONDS)
    return load.seen, seconds


def go_away(system: System, server: RedisServer, take: Take, give_back: Take, seconds: float) -> Seen:
    with system.load() as load:
        uncontended.sleep(CALM_SECONDS)
        take(server)
        time.sleep(seconds)
        give_back(server)
        system.await_health()
        uncontended.sleep(CALM_SECONDS)
    return load.seen
