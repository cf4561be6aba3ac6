"""Nobody can fill a mailbox by requesting emails, and no limit reveals whose address it is."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest

from core.rate_limits import sliding_log
from tests.accounts.emails import sent_emails, token_in
from tests.api import Answer, Player, call

ASKING = {"reset": "/auth/api/password/reset/", "verify": "/auth/api/email/verify/resend/"}

pytestmark = pytest.mark.usefixtures("committed", "eagerly")


def asked(kind: str, email: str, address: str = "192.0.2.1") -> Answer:
    return call("POST", ASKING[kind], {"email": email}, REMOTE_ADDR=address)


@pytest.mark.parametrize("kind", ASKING)
def test_an_address_may_ask_so_often(player: Player, rates: Callable[..., None], kind: str) -> None:
    rates(mail="2/hour")
    answers = [asked(kind, player.user["email"]) for _ in range(3)]

    assert [answer.status for answer in answers] == [202, 202, 429]
    assert int(answers[2].headers["Retry-After"]) > 0
    assert asked(kind, player.user["email"], "192.0.2.2").status == 202
    assert len(sent_emails(kind)) == 3


@pytest.mark.parametrize("email", ["nobody@example.com", ""])
def test_a_mailbox_gets_so_many_and_the_answer_does_not_say_so(
    player: Player, rates: Callable[..., None], email: str
) -> None:
    rates(mailbox="2/hour")
    receiver = email or player.user["email"]

    answers = [asked("reset", receiver, f"192.0.2.{number}") for number in range(4)]

    assert {(answer.status, answer.raw) for answer in answers} == {(202, b"{}")}
    assert len(sent_emails("reset", receiver)) == (0 if email else 2)


def test_exhausting_the_limit_locks_nobody_out(player: Player, rates: Callable[..., None]) -> None:
    rates(mailbox="1/hour")
    for number in range(3):
        asked("reset", player.user["email"], f"192.0.2.{number}")

    [message] = sent_emails("reset")
    body = {"token": token_in(message, "reset"), "password": "an altogether new secret"}
    assert call("POST", "/auth/api/password/reset/confirm/", body).status == 204


def test_both_kinds_and_the_change_of_address_share_a_limit(player: Player, rates: Callable[..., None]) -> None:
    rates(mailbox="1/hour")
    asked("reset", "new@example.com")
    body = {"email": "new@example.com", "password": player.password}
    assert player.post("/auth/api/email/change/", body).status == 202
    assert sent_emails("email_change") == []


def test_counters_by_address_contain_only_its_keyed_digest(player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    buckets: list[str] = []
    admit = sliding_log.admit

    def received(bucket: str, *args: Any, **kwargs: Any) -> sliding_log.Admission:
        buckets.append(bucket)
        return admit(bucket, *args, **kwargs)

    monkeypatch.setattr(sliding_log, "admit", received)
    email = player.user["email"]
    asked("reset", email)
    call("POST", "/auth/api/login/", {"email": email, "password": "wrong"})

    assert {bucket.partition(":")[0] for bucket in buckets} == {"mail", "mailbox", "login", "login_failures"}
    plain = sha256(email.encode()).hexdigest()[:16]
    assert [bucket for bucket in buckets if email in bucket or plain in bucket] == []
