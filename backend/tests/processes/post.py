"""Email end to end: a web process, a worker, a broker, a mail server and one database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.processes.mailbox import Mailbox, mail_server
from tests.processes.players import Edge
from tests.processes.programs import UNLIMITED, Serve, Worker, environment, manage
from tests.services import RedisServer

# The tasks that beat would queue.
SWEEP = """
from accounts.mail import tasks
print("queued", tasks.sweep_mails())
"""

# Lets the leases of all emails expire.
LET_LEASES_END = """
from accounts.models import Mail
from django.utils import timezone
Mail.objects.filter(state="waiting").update(due_at=timezone.now())
"""

READ_MAILS = 'SELECT cause, state, attempts FROM accounts_mail WHERE "to" = ?'


@dataclass(frozen=True)
class Recorded:
    cause: str
    state: str
    attempts: int


@dataclass
class Post:
    broker: RedisServer
    worker: Worker
    edge: Edge
    mailbox: Mailbox
    database: Path

    def sweep(self) -> str:
        return self.shell(SWEEP)

    def let_leases_end(self) -> None:
        self.shell(LET_LEASES_END)

    def recorded(self, address: str) -> list[Recorded]:
        with closing(sqlite3.connect(self.database)) as connection:
            return [Recorded(*row) for row in connection.execute(READ_MAILS, [address])]

    def are_sent(self, address: str, number: int) -> bool:
        return [row.state for row in self.recorded(address)] == ["sent"] * number

    def restore(self) -> None:
        """Restarts everything after a test that stopped something."""
        for server in (self.broker, self.worker):
            with suppress(RuntimeError):  # it is already running
                server.start()
        self.mailbox.stop()
        self.mailbox.start()

    def shell(self, code: str) -> str:
        done = manage("shell", "--verbosity", "0", "--command", code, env=self.worker.env)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


@pytest.fixture(scope="session")
def whole_post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    """Uses its own database, because the sweep queries all emails."""
    with ExitStack() as stack:
        database = tmp_path_factory.mktemp("post") / "numberplay.sqlite3"
        mailbox, broker = stack.enter_context(mail_server()), stack.enter_context(RedisServer())
        env = environment(
            DATABASE_URL=f"sqlite:///{database}",
            REDIS_URL=broker.url,
            EMAIL_URL=mailbox.url,
            MAIL_RETRY_SECONDS="1",
            **UNLIMITED,
        )
        assert manage("migrate", "--verbosity", "0", env=env).returncode == 0
        worker, serve = stack.enter_context(Worker(env)), stack.enter_context(Serve(env))
        edge = Edge(serve)
        stack.callback(edge.close)
        yield Post(broker, worker, edge, mailbox, database)


@pytest.fixture
def post(whole_post: Post) -> Iterator[Post]:
    yield whole_post
    whole_post.restore()
