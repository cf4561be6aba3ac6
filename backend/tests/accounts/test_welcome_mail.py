"""Every new player gets one welcome email, even if the broker fails."""

from __future__ import annotations

import time

import pytest
from celery import current_app
from django.core import mail

from accounts.mail.tasks import send_mail, sweep_mails
from accounts.models import Mail
from core.metrics.definitions import QUEUE_FAULTS
from tests import uncontended
from tests.accounts.emails import sent_emails
from tests.api import Player, registered

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def broker_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    """Uses port 1, on which nothing listens."""
    monkeypatch.setitem(current_app.conf, "task_always_eager", False)
    monkeypatch.setitem(current_app.conf, "broker_write_url", "redis://127.0.0.1:1/0")
    monkeypatch.setattr(current_app, "_pool", None)
    monkeypatch.setattr(current_app.amqp, "_producer_pool", None)


@pytest.mark.usefixtures("eagerly")
def test_a_new_player_is_welcomed_by_one_mail() -> None:
    player = registered(username="Ann_1", email="ann@example.com")

    [message] = mail.outbox
    assert message.to == ["ann@example.com"]
    assert message.subject == "Welcome to NumberPlay"
    assert "Hello Ann_1," in str(message.body)
    row = Mail.objects.get()
    assert (row.cause, row.state, row.attempts) == (f"welcome:{player.id}", "sent", 1)


@pytest.mark.usefixtures("eagerly")
def test_the_email_is_sent_once_however_often_the_task_is_queued() -> None:
    registered()

    send_mail(str(Mail.objects.get().pk))

    assert sweep_mails() == 0
    assert len(mail.outbox) == 1


@pytest.mark.usefixtures("broker_is_down")
def test_registering_works_while_the_broker_is_down() -> None:
    before = QUEUE_FAULTS.labels(send_mail.name)._value.get()
    began = time.monotonic()

    player = registered()

    assert uncontended.since(began) < 2
    assert player.get("/auth/api/user/").status == 200
    assert QUEUE_FAULTS.labels(send_mail.name)._value.get() == before + 1
    assert mail.outbox == []
    assert Mail.objects.get().state == "waiting"


def test_the_sweeper_sends_what_the_broker_did_not_take(
    player: Player, eagerly: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert mail.outbox == []
    assert sweep_mails() == 1
    assert sweep_mails() == 0
    assert [message.to for message in sent_emails("welcome")] == [[player.user["email"]]]


@pytest.mark.usefixtures("broker_is_down")
def test_the_sweeper_counts_only_what_the_broker_took() -> None:
    registered()
    assert sweep_mails() == 0
