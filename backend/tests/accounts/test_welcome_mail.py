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


def test_a_mail_server_that_is_away_is_asked_again_and_nobody_counts_as_welcomed(
    player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: Any, **__: Any) -> None:
        raise SMTPServerDisconnected

    User.objects.update(welcomed_at=None)
    monkeypatch.setattr("accounts.tasks.send_mail", away)
    monkeypatch.setattr(send_welcome_mail, "retry", lambda **kwargs: Retry(when=kwargs["countdown"]))

    with pytest.raises(Retry) as retry:
        send_welcome_mail(player.id)

    assert 0 <= float(retry.value.when) <= 5
    assert User.objects.get().welcomed_at is None


def test_the_waits_grow_with_a_jitter_and_stay_below_the_brokers_patience() -> None:
    patience = current_app.conf.broker_transport_options["visibility_timeout"]
    assert (send_welcome_mail.max_retries, send_welcome_mail.retry_backoff, send_welcome_mail.retry_jitter) == (
        8,
        5,
        True,
    )
    assert send_welcome_mail.retry_backoff_max < patience


def test_an_account_that_is_gone_gets_no_mail(db: Any) -> None:
    assert send_welcome_mail(4711) is False
    assert call("GET", "/health/live/").status == 200
    assert mail.outbox == []
