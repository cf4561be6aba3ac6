"""A real worker and a real broker: each new player gets one welcome email, even if the broker fails."""

from __future__ import annotations

import time

from tests import uncontended
from tests.processes.mailbox import text_of
from tests.processes.players import wait_until
from tests.processes.post import Post

MAIL_SECONDS = 20


def test_registering_sends_one_welcome_email_with_the_id_of_the_request(post: Post) -> None:
    account, other = (post.edge.register({"X-Request-ID": f"registration-{name}"}) for name in ("one", "other"))
    address = account.user["email"]
    for name in ("one", "other"):
        wait_until(lambda name=name: len(successes(post, f"registration-{name}")) == 1, MAIL_SECONDS)  # type: ignore[misc]

    of_the_request = [line for line in post.worker.log.splitlines() if "registration-one" in line]
    assert of_the_request == successes(post, "registration-one")
    assert post.sweep() == "queued 0"
    assert len(post.mailbox.to(address)) == len(post.mailbox.to(other.user["email"])) == 1
    assert account.user["username"] in text_of(post.mailbox.to(address)[0])


def test_the_sweep_sends_the_welcome_email_once_if_the_broker_was_down(post: Post) -> None:
    post.broker.kill()
    began = time.monotonic()
    address = post.edge.register().user["email"]
    assert uncontended.since(began) < 3
    post.broker.start()

    assert post.sweep() == "queued 1"
    wait_until(lambda: bool(post.mailbox.to(address)), MAIL_SECONDS)
    wait_until(lambda: post.sweep() == "queued 0", MAIL_SECONDS)
    assert len(post.mailbox.to(address)) == 1


def successes(post: Post, request_id: str) -> list[str]:
    lines = post.worker.log.splitlines()
    return [line for line in lines if "send_mail" in line and "succeeded" in line and request_id in line]
