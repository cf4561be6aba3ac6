"""An email is stored once per cause, and sent until the mail server accepts it or it has to be given up."""

from __future__ import annotations

import random
from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError
from django.db.models import F
from django.utils import timezone

from accounts import metrics
from accounts.mail import delivery, links, outbox
from accounts.mail.messages import message_of
from accounts.mail.tasks import clear_old_mails, send_mail, sweep_mails
from accounts.models import Mail, User
from core.tasks.background import background
from tests.accounts.emails import sent_emails
from tests.api import Player

pytestmark = pytest.mark.usefixtures("committed")


class Killed(BaseException):
    """Has the effect of a kill, because nothing catches it."""


class MailServer:
    """`refuses` is the outcome of every attempt; `waits` are the requested pauses."""

    def __init__(self) -> None:
        self.refuses: Exception | None = None
        self.kills = False
        self.waits: list[float] = []


@pytest.fixture
def server(eagerly: None, player: Player, monkeypatch: pytest.MonkeyPatch) -> MailServer:
    """A mail server for the player's welcome email, which hasn't been attempted yet."""
    server = MailServer()
    original = mail.EmailMultiAlternatives.send

    def send(message: Any, *args: Any, **kwargs: Any) -> int:
        if server.refuses is not None:
            raise server.refuses
        sent = original(message, *args, **kwargs)
        if server.kills:
            raise Killed
        return sent

    Mail.objects.update(state="waiting", due_at=timezone.now(), attempts=0, sent_at=None)
    mail.outbox.clear()
    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", send)
    monkeypatch.setattr(background, "put", lambda work, seconds=0: server.waits.append(seconds))
    return server


def row() -> Mail:
    return Mail.objects.get()


def attempt() -> None:
    """Attempts to send the email now, regardless of when it is due."""
    Mail.objects.update(due_at=timezone.now())
    send_mail(str(row().pk))


def test_an_unavailable_mail_server_is_retried_with_growing_jittered_pauses(server: MailServer) -> None:
    server.refuses = SMTPServerDisconnected("gone from here, ann@example.com")
    random.seed(7)
    for _ in range(12):
        attempt()

    longest = [min(5 * 2**number, 1800) for number in range(12)]
    assert all(bound / 2 <= wait <= bound for wait, bound in zip(server.waits, longest, strict=True))
    assert len({wait / bound for wait, bound in zip(server.waits, longest, strict=True)}) > 8
    assert (row().state, row().attempts, row().fault) == ("waiting", 12, "SMTPServerDisconnected")
    assert row().due_at > timezone.now() + timedelta(minutes=14)

    server.refuses = None
    attempt()

    assert (row().state, row().attempts, row().fault) == ("sent", 13, "")
    assert len(mail.outbox) == 1


def test_there_is_no_attempt_before_the_pause_has_passed(server: MailServer) -> None:
    server.refuses = SMTPServerDisconnected()
    attempt()
    server.refuses = None
    Mail.objects.update(due_at=timezone.now() + timedelta(seconds=30))

    send_mail(str(row().pk))

    assert sweep_mails() == 0
    assert (row().attempts, mail.outbox) == (1, [])


@pytest.mark.parametrize("hours", [24, 72])
def test_after_a_day_it_has_failed_for_good(server: MailServer, hours: int) -> None:
    failed = metrics.MAILS.labels("welcome", "failed")
    before = failed._value.get()
    server.refuses = SMTPDataError(451, b"come back later")
    Mail.objects.update(created_at=F("created_at") - timedelta(hours=hours))

    attempt()

    assert (row().state, row().fault, server.waits) == ("failed", "SMTPDataError 451", [])
    assert failed._value.get() == before + 1
    assert sweep_mails() == 0


@pytest.mark.parametrize("hours", [-1, 1, -25, 25])
def test_a_workers_clock_that_is_set_moves_no_pause_and_no_end(
    server: MailServer, hours: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.refuses = SMTPDataError(451, b"come back later")
    began, right = timezone.now(), timezone.now
    monkeypatch.setattr(timezone, "now", lambda: right() + timedelta(hours=hours))

    send_mail(str(row().pk))

    longest = timedelta(seconds=delivery.LONGEST_PAUSE_SECONDS)
    assert began < row().due_at < began + longest
    assert (row().state, len(server.waits)) == ("waiting", 1)
    assert sweep_mails() == 0
    outbox.enqueue(row().recipient, "welcome", cause="again")
    assert abs(Mail.objects.get(cause="again").created_at - began) < timedelta(minutes=5)
    assert not links.is_expired(Mail.objects.get(cause="again"))


def test_an_address_that_the_server_refuses_for_good_is_not_tried_again(server: MailServer) -> None:
    server.refuses = SMTPRecipientsRefused({"ann@example.com": (550, b"no such person")})
    attempt()
    assert (row().state, server.waits) == ("failed", [])


def test_an_address_that_the_server_refuses_for_now_is_tried_again(server: MailServer) -> None:
    server.refuses = SMTPRecipientsRefused({"ann@example.com": (451, b"greylisted")})
    attempt()
    assert (row().state, len(server.waits)) == ("waiting", 1)


def test_an_internal_error_does_not_stop_the_others(server: MailServer) -> None:
    server.refuses = ValueError("broken template")
    attempt()
    assert (row().state, row().fault) == ("waiting", "ValueError")


def test_an_email_being_sent_is_not_sent_by_another_worker(server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:

    def changed_while_sending(one: Mail) -> Any:
        send_mail(str(one.pk))
        assert sweep_mails() == 0
        return message_of(one)

    monkeypatch.setattr(delivery, "message_of", changed_while_sending)
    attempt()
    assert (len(mail.outbox), row().attempts) == (1, 1)


def test_the_sweep_sends_again_what_a_killed_worker_was_sending_with_the_same_message_id(server: MailServer) -> None:
    server.kills = True
    with pytest.raises(Killed):
        attempt()
    assert (row().state, len(mail.outbox)) == ("waiting", 1)
    assert sweep_mails() == 0

    server.kills = False
    Mail.objects.update(due_at=F("due_at") - delivery.LEASE)
    assert sweep_mails() == 1
    attempt()

    assert (row().state, Mail.objects.count()) == ("sent", 1)
    ids = {message.message()["Message-ID"] for message in mail.outbox}
    assert (len(mail.outbox), ids) == (2, {f"<{row().pk.hex}@localhost>"})


def test_a_cause_is_recorded_once(account: User) -> None:
    with pytest.raises(IntegrityError):
        outbox.enqueue(account, "welcome", cause=f"welcome:{account.pk}")
    assert Mail.objects.count() == 1


@pytest.mark.usefixtures("eagerly")
def test_an_email_has_the_same_content_as_text_and_html(player: Player) -> None:
    outbox.enqueue(User.objects.get(), "new_device", ip="192.0.2.7", user_agent="<b>Fire & fox</b>")

    [message] = sent_emails("new_device")
    [(html, kind)] = message.alternatives  # type: ignore[attr-defined]
    assert kind == "text/html"
    assert "<b>Fire & fox</b>, IP address 192.0.2.7." in str(message.body)
    assert "&lt;b&gt;Fire &amp; fox&lt;/b&gt;, IP address 192.0.2.7." in html
    assert player.user["username"] in html
    assert "http://localhost:3000/account" in html
    headers = message.message()
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["From"] == "NumberPlay <numberplay@localhost>"


def test_emails_are_kept_for_a_month(player: Player) -> None:
    Mail.objects.update(created_at=timezone.now() - timedelta(days=29))
    assert clear_old_mails() == 0
    Mail.objects.update(created_at=timezone.now() - timedelta(days=31))
    assert clear_old_mails() == 1
