"""A single process without Redis also sends email: after its response, after a failure, and after a restart."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.processes.mailbox import Mailbox, mail_server
from tests.processes.players import Edge, wait_until
from tests.processes.programs import UNLIMITED, Serve, environment
from tests.processes.stage import fresh_database

MAIL_SECONDS = 20
# At least half of it passes before the next attempt, so that the process is killed during the pause. During an attempt,
# it would hold a lease for minutes.
RETRY_SECONDS = 4


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with mail_server() as mailbox:
        yield mailbox


@pytest.fixture
def sender(tmp_path: Path, mailbox: Mailbox) -> Iterator[Serve]:
    """A process without other tests' emails, because its log doesn't show whose email was delayed."""
    mail = {"EMAIL_URL": mailbox.url, "MAIL_RETRY_SECONDS": str(RETRY_SECONDS)}
    with (
        fresh_database(tmp_path) as database_url,
        Serve(environment(DATABASE_URL=database_url, **mail, **UNLIMITED)) as program,
    ):
        yield program


def test_the_answer_does_not_wait_for_the_mail_server(sender: Serve, mailbox: Mailbox) -> None:
    edge = Edge(sender)
    mailbox.hold()
    began = time.monotonic()
    first, second = (edge.register().user["email"] for _ in range(2))
    assert time.monotonic() - began < MAIL_SECONDS / 2  # the mail server doesn't respond for longer than that
    mailbox.release()

    for address in (first, second):
        wait_until(lambda address=address: len(mailbox.to(address)) == 1, MAIL_SECONDS)  # type: ignore[misc]
    edge.close()


def test_an_email_survives_a_failure_and_a_restart(sender: Serve, mailbox: Mailbox) -> None:
    edge = Edge(sender)
    mailbox.stop()
    address = edge.register().user["email"]
    wait_until(lambda: "mail.delayed" in sender.log, MAIL_SECONDS)
    edge.close()
    sender.kill()
    mailbox.start()

    time.sleep(RETRY_SECONDS)
    sender.start()

    wait_until(lambda: len(mailbox.to(address)) == 1, MAIL_SECONDS)
