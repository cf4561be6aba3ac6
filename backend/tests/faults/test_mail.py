"""The mail server, the worker or the broker fails during sending: every email arrives, and is stored once per cause."""

from __future__ import annotations

from redis import Redis as Client

from tests.processes.players import wait_until
from tests.processes.post import Post

MAIL_SECONDS = 20
RESET = "Reset your password"


def test_emails_of_an_outage_of_the_mail_server_arrive_when_it_is_back_once_each(post: Post) -> None:
    post.mailbox.stop()
    addresses = [post.edge.register().user["email"] for _ in range(3)]
    for address in addresses:
        answer = post.edge.call("POST", "/auth/api/password/reset/", body={"email": address})
        assert answer.status_code == 202
    wait_until(lambda: post.worker.log.count("mail.delayed") >= 9, MAIL_SECONDS)
    assert not any(post.mailbox.to(address) for address in addresses)

    post.mailbox.start()

    wait_until(lambda: all(post.are_sent(address, 2) for address in addresses), MAIL_SECONDS)
    for address in addresses:
        assert (len(post.mailbox.to(address)), len(post.mailbox.to(address, RESET))) == (1, 1)
        assert all(row.attempts > 1 for row in post.recorded(address))
        assert len({row.cause for row in post.recorded(address)}) == 2


def test_a_worker_killed_before_it_records_an_email_sends_it_again_with_the_same_message_id(
    post: Post,
) -> None:
    post.mailbox.hold()
    address = post.edge.register().user["email"]
    wait_until(lambda: len(post.mailbox.to(address)) == 1, MAIL_SECONDS)
    post.worker.kill()
    post.mailbox.release()
    assert post.recorded(address)[0].state == "waiting"
    assert post.sweep() == "queued 0"

    post.worker.start()
    post.let_leases_end()
    assert post.sweep() == "queued 1"

    wait_until(lambda: post.are_sent(address, 1), MAIL_SECONDS)
    assert post.recorded(address)[0].attempts == 2
    first, second = post.mailbox.to(address)
    assert first["Message-ID"] == second["Message-ID"]


def test_a_broker_that_forgets_what_it_was_given_loses_no_mail(post: Post) -> None:
    post.worker.stop()
    address = post.edge.register().user["email"]
    post.broker.kill()
    post.broker.start()
    post.worker.start()
    assert post.recorded(address)[0].attempts == 0

    assert post.sweep() == "queued 1"

    wait_until(lambda: post.are_sent(address, 1), MAIL_SECONDS)
    assert len(post.mailbox.to(address)) == 1


def test_a_worker_that_reconnects_while_the_broker_is_full_continues_when_it_has_memory_again(post: Post) -> None:
    with Client.from_url(post.broker.url) as broker:
        broker.config_set("maxmemory", 1)
        broker.client_kill_filter(_type="normal", skipme=True)
        wait_until(lambda: "used memory > 'maxmemory'" in post.worker.log, MAIL_SECONDS)
        broker.config_set("maxmemory", 0)
    address = post.edge.register().user["email"]
    wait_until(lambda: post.are_sent(address, 1), MAIL_SECONDS)
