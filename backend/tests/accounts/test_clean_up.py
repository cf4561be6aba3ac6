"""Old sessions are deleted every night."""

from __future__ import annotations

from datetime import timedelta

import pytest
from celery import current_app
from django.utils import timezone

from accounts.models import Session
from accounts.sessions.tasks import clear_ended_sessions
from tests.accounts.ageing import age, works
from tests.api import Player

OURS = {
    "accounts.tasks.sweep_mails",
    "accounts.tasks.clear_ended_sessions",
    "accounts.tasks.clear_old_mails",
    "accounts.tasks.seal_secrets_anew",
    "config.tasks.clear_operator_sessions",
}

pytestmark = pytest.mark.usefixtures("committed")


def ended_ago(player: Player, **ago: float) -> Session:
    session = Session.objects.latest("created_at")
    session.ended_at = timezone.now() - timedelta(**ago)
    session.save()
    return session


def test_sessions_are_kept_for_a_month_after_their_end(player: Player) -> None:
    kept = ended_ago(player, days=29)
    player.sign_in_again()
    gone = ended_ago(player, days=31)
    alive = player.sign_in_again()

    assert clear_ended_sessions() == 1
    assert clear_ended_sessions() == 0

    left = set(Session.objects.values_list("pk", flat=True))
    assert kept.pk in left
    assert gone.pk not in left
    assert len(left) == 2
    assert works(alive.access)


def test_sessions_that_nobody_ended_go_once_they_could_have_been_used_last_a_month_ago(player: Player) -> None:
    age(days=31)
    player.sign_in_again()

    assert clear_ended_sessions() == 1
    assert Session.objects.count() == 1


def test_the_tasks_of_the_accounts_run_by_the_clock() -> None:
    current_app.loader.import_default_modules()
    tasks = {entry["task"] for entry in current_app.conf.beat_schedule.values()}
    assert tasks >= OURS
    assert tasks <= set(current_app.tasks)
