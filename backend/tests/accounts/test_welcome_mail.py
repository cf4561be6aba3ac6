"""Every new player gets one mail, whatever happens to the broker."""

from __future__ import annotations

import time
from datetime import timedelta
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from celery import current_app
from celery.exceptions import Retry
from django.core import mail
from kombu.exceptions import OperationalError

from accounts.models import User
from accounts.tasks import send_welcome_mail, sweep_welcome_mails
from core import metrics
from tests.api import Player, call, registered

pytestmark = pytest.mark.django_db


@pytest.fixture
def broker_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing listens on port 1."""
    monkeypatch.setitem(current_app.conf, "task_always_eager", False)
    monkeypatch.setitem(current_app.conf, "broker_write_url", "redis://127.0.0.1:1/0")
    monkeypatch.setattr(current_app, "_pool", None)
    monkeypatch.setattr(current_app.amqp, "_producer_pool", None)


def joined_ago(player: Player, **ago: float) -> None:
    user = User.objects.get(pk=player.id)
    User.objects.filter(pk=player.id).update(date_joined=user.date_joined - timedelta(**ago))


@pytest.mark.usefixtures("eagerly")
def test_a_new_player_is_welcomed_by_one_mail() -> None:
    player = registered(username="Ann_1", email="ann@example.com")

    [letter] = mail.outbox
    assert letter.to == ["ann@example.com"]
    assert letter.subject == "Welcome to NumberPlay"
    assert "Ann_1" in str(letter.body)
    assert User.objects.get(pk=player.id).welcomed_at is not None


@pytest.mark.usefixtures("eagerly")
def test_however_often_the_task_is_queued_the_mail_is_sent_once() -> None:
    player = registered()

    assert send_welcome_mail(player.id) is False
    joined_ago(player, days=1)
    assert sweep_welcome_mails() == 0
    assert len(mail.outbox) == 1


@pytest.mark.usefixtures("broker_is_down")
def test_registering_works_while_the_broker_is_down() -> None:
    before = metrics.QUEUE_FAULTS.labels(send_welcome_mail.name)._value.get()
    began = time.monotonic()

    player = registered()

    assert time.monotonic() - began < 2
    assert player.get("/auth/api/user/").status == 200
    assert metrics.QUEUE_FAULTS.labels(send_welcome_mail.name)._value.get() == before + 1
    assert mail.outbox == []
    assert User.objects.get(pk=player.id).welcomed_at is None


def test_the_sweeper_sends_what_the_broker_did_not_take(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: Any, **__: Any) -> None:
        raise OperationalError

    with monkeypatch.context() as patch:
        patch.setattr(send_welcome_mail, "apply_async", away)
        forgotten, recent, gone = registered(), registered(), registered()
    monkeypatch.setitem(current_app.conf, "task_always_eager", True)
    joined_ago(forgotten, minutes=11)
    joined_ago(gone, minutes=11)
    User.objects.filter(pk=gone.id).update(is_active=False)

    assert sweep_welcome_mails() == 1
    assert sweep_welcome_mails() == 0
    assert [letter.to for letter in mail.outbox] == [[forgotten.user["email"]]]
    assert User.objects.get(pk=recent.id).welcomed_at is None


def test_the_sweeper_counts_only_what_the_broker_took(monkeypatch: pytest.MonkeyPatch, broker_is_down: None) -> None:
    joined_ago(registered(), minutes=11)
    assert sweep_welcome_mails() == 0


def test_a_mail_server_that_is_away_is_asked_again_after_growing_waits_with_a_jitter(
    player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: Any, **__: Any) -> None:
        raise SMTPServerDisconnected

    waits: list[float] = []

    def retry(**asked: Any) -> Retry:
        waits.append(asked["countdown"])
        return Retry()

    User.objects.update(welcomed_at=None)
    monkeypatch.setattr("accounts.tasks.send_mail", away)
    monkeypatch.setattr(send_welcome_mail, "retry", retry)
    for retries in range(12):
        send_welcome_mail.push_request(retries=retries)  # type: ignore[call-arg]  # its stub takes nothing
        with pytest.raises(Retry):
            send_welcome_mail(player.id)
        send_welcome_mail.pop_request()

    longest = [min(5 * 2**retries, 1800) for retries in range(12)]
    assert all(0 <= wait <= bound for wait, bound in zip(waits, longest, strict=True))
    assert max(waits) > 30
    assert len(set(waits[4:])) > 4
    assert max(longest) < current_app.conf.broker_transport_options["visibility_timeout"]
    assert send_welcome_mail.max_retries == 8
    assert User.objects.get().welcomed_at is None


def test_an_account_that_is_gone_gets_no_mail(db: Any) -> None:
    assert send_welcome_mail(4711) is False
    assert call("GET", "/health/live/").status == 200
    assert mail.outbox == []
