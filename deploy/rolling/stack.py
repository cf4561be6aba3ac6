"""Everything behind the edge, with two processes per role on free ports, as an operator would run it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from edge import Edge
from tests.processes.mailbox import Mailbox, mail_server
from tests.processes.programs import (
    BACKEND,
    UNLIMITED,
    Gunicorn,
    Program,
    Serve,
    WebProgram,
    Worker,
    environment,
    manage,
)
from tests.services import MariaDBServer, RedisServer
from tests.services.ports import HOST

SETTLE_SECONDS = 2.5  # until the edge retries an instance that has been down


class Beat(Program):
    name = "celery beat"

    @property
    def url(self) -> str:
        return self.env["REDIS_URL"]

    def _command(self) -> list[str]:
        return [sys.executable, "-m", "celery", "--workdir", str(BACKEND), "--app", "config", "beat"]

    def _answers(self) -> bool:
        return "beat: Starting" in self.log

    def _ready(self, pid: int) -> bool:
        return self._answers()


@dataclass
class Stack:
    edge: Edge
    roles: dict[str, list[Program]]
    mailbox: Mailbox
    database: MariaDBServer
    redis: RedisServer

    @property
    def url(self) -> str:
        return self.edge.url

    @property
    def socket_url(self) -> str:
        return f"ws://{HOST}:{self.edge.port}/ws/game/"

    def log(self, role: str) -> str:
        return "".join(instance.log for instance in self.roles[role])

    def restart(self, *, whole: bool) -> None:
        """Restarts each instance, or the first one of each role, one after another."""
        for instances in self.roles.values():
            for instance in instances if whole else instances[:1]:
                assert instance.end() == 0, instance.log[-2000:]
                instance.start()
                if isinstance(instance, WebProgram):
                    time.sleep(SETTLE_SECONDS)


@contextmanager
def started(server: MariaDBServer | None = None, /, **variables: str) -> Iterator[Stack]:
    with ExitStack() as stack:
        database = stack.enter_context(server or MariaDBServer(durable=False))
        redis = stack.enter_context(RedisServer())
        mailbox = stack.enter_context(mail_server())
        env = environment(
            DATABASE_URL=database.url,
            REDIS_URL=redis.url,
            EMAIL_URL=f"smtp://{HOST}:{mailbox.port}",
            NUM_PROXIES="1",
            **UNLIMITED,
            **variables,
        )
        done = manage("migrate", "--verbosity", "0", env=env)
        assert done.returncode == 0, done.stderr
        roles = _programs(env)
        for instances in roles.values():
            for instance in instances:
                stack.enter_context(instance)
        edge = stack.enter_context(_edge(roles))
        yield Stack(edge, roles, mailbox, database, redis)


def _programs(env: dict[str, str]) -> dict[str, list[Program]]:
    return {
        "http": [Gunicorn(env), Gunicorn(env)],
        "socket": [Serve(env), Serve(env)],
        "worker": [Worker(env), Worker(env)],
        "beat": [Beat(env)],
    }


def _edge(roles: dict[str, list[Program]]) -> Edge:
    """An edge with its default limits, for fixed addresses."""

    def servers(role: str, health: str) -> str:
        return " ".join(f"server {HOST}:{instance.port} {health};" for instance in roles[role])

    return Edge(
        UPSTREAMS="groups",
        HTTP_SERVERS=servers("http", "max_fails=3 fail_timeout=2s"),
        SOCKET_SERVERS=servers("socket", "max_fails=0"),
        FRONTEND_SERVERS="server 127.0.0.1:9;",
        AUTH_RATE="1000r/s",
        AUTH_BURST="1000",
    )
