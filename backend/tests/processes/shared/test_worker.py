"""A real worker behind a real broker: each new player gets one welcome, and a broker fault loses none."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from tests.processes.mailbox import Mailbox, mail_server
from tests.processes.players import Edge, wait_until
from tests.processes.programs import UNLIMITED, Serve, Worker, environment, manage
from tests.services import RedisServer

MAIL_SECONDS = 10

# What beat would do.
SWEEP = """
from accounts import tasks
print("queued", tasks.sweep_mails())
"""


@dataclass
class Post:
    broker: RedisServer
    worker: Worker
    edge: Edge
    mailbox: Mailbox

    def sweep(self) -> str:
        done = manage("shell", "--verbosity", "0", "--command", SWEEP, env=self.worker.env)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    """With a database of its own, as the sweep looks at every account."""
    with ExitStack() as stack:
        mailbox, broker = stack.enter_context(mail_server()), stack.enter_context(RedisServer())
        env = environment(
            DATABASE_URL=f"sqlite:///{tmp_path_factory.mktemp('post') / 'numberplay.sqlite3'}",
            REDIS_URL=broker.url,
            EMAIL_URL=f"smtp://127.0.0.1:{mailbox.port}",
            **UNLIMITED,
        )
        assert manage("migrate", "--verbosity", "0", env=env).returncode == 0
        worker, serve = stack.enter_context(Worker(env)), stack.enter_context(Serve(env))
        edge = Edge(serve)
        stack.callback(edge.close)
        yield Post(broker, worker, edge, mailbox)


def test_who_registers_is_welcomed_once_under_the_id_of_the_request(post: Post) -> None:
    account, other = (post.edge.register({"X-Request-ID": f"registration-{name}"}) for name in ("one", "other"))
    address = account.user["email"]
    for name in ("one", "other"):
        wait_until(lambda name=name: len(successes(post, f"registration-{name}")) == 1, MAIL_SECONDS)  # type: ignore[misc]

    of_the_request = [line for line in post.worker.log.splitlines() if "registration-one" in line]
    assert of_the_request == successes(post, "registration-one")
    assert post.sweep() == "queued 0"
    assert len(post.mailbox.to(address)) == len(post.mailbox.to(other.user["email"])) == 1
    assert account.user["username"] in post.mailbox.to(address)[0]


def test_who_registers_while_the_broker_is_down_is_welcomed_by_the_sweep_once(post: Post) -> None:
    post.broker.kill()
    began = time.monotonic()
    address = post.edge.register().user["email"]
    assert time.monotonic() - began < 3
    post.broker.start()

    assert post.sweep() == "queued 1"
    wait_until(lambda: bool(post.mailbox.to(address)), 2 * MAIL_SECONDS)
    wait_until(lambda: post.sweep() == "queued 0", 2 * MAIL_SECONDS)
    assert len(post.mailbox.to(address)) == 1


def successes(post: Post, request_id: str) -> list[str]:
    lines = post.worker.log.splitlines()
    return [line for line in lines if "send_mail" in line and "succeeded" in line and request_id in line]
