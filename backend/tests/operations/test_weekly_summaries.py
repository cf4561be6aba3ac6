"""Every Monday, subscribers who played get one email about the previous week."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from accounts.models import Mail, User, WeeklySummarySubscription
from game.summaries.tasks import update_summaries
from operations import weekly_summaries
from operations.tasks import email_weekly_summaries
from tests.api import Player, registered
from tests.concurrency.parallel import in_parallel
from tests.game.dated_plays import add_dated_plays

WEEK = [(842, "2026-01-05T00:00:00"), (7, "2026-01-09T12:00:00"), (902, "2026-01-11T23:59:59.999999")]
OTHER_WEEKS = [(300, "2026-01-04T23:59:59.999999"), (300, "2026-01-12T00:00:00")]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        weekly_summaries, "timezone", type("Clock", (), {"now": lambda: datetime(2026, 1, 12, 6, tzinfo=UTC)})
    )


def subscribed() -> Player:
    player = registered()
    User.objects.filter(pk=player.id).update(email_verified=True)
    WeeklySummarySubscription.objects.create(player_id=player.id)
    return player


def facts() -> dict[int | None, dict[str, str]]:
    return {one.player_id: one.facts for one in Mail.objects.filter(kind="weekly_summary")}


@pytest.mark.parametrize("counted", [False, True])
def test_the_email_is_about_the_last_week_whatever_has_been_counted(counted: bool) -> None:
    player, stranger = subscribed(), registered()
    for one in (player, stranger):
        add_dated_plays(one.id, [*OTHER_WEEKS, *WEEK])
    if counted:
        update_summaries()
    assert email_weekly_summaries() == 1
    week = {"first": "2026-01-05", "last": "2026-01-11", "plays": "3", "wins": "2", "points": "1052.4"}
    assert facts() == {player.id: week}


def test_it_is_stored_once_however_often_and_where_the_task_runs() -> None:
    player = subscribed()
    add_dated_plays(player.id, WEEK)
    assert sum(in_parallel([email_weekly_summaries] * 4)) == 1
    assert email_weekly_summaries() == 0
    assert Mail.objects.filter(kind="weekly_summary").count() == 1


def test_nobody_else_gets_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weekly_summaries, "PLAYERS", 2)
    wanted = [subscribed() for _ in range(5)]
    idle, inactive, unverified = subscribed(), subscribed(), subscribed()
    for one in (*wanted, inactive, unverified):
        add_dated_plays(one.id, WEEK[:1])
    add_dated_plays(idle.id, OTHER_WEEKS)
    User.objects.filter(pk=inactive.id).update(is_active=False)
    User.objects.filter(pk=unverified.id).update(email_verified=False)
    assert email_weekly_summaries() == 5
    assert set(facts()) == {one.id for one in wanted}


def test_subscriptions_that_the_previous_version_left_behind_are_deleted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weekly_summaries, "PLAYERS", 2)
    players = [subscribed() for _ in range(5)]
    left_behind = list(WeeklySummarySubscription.objects.exclude(pk=players[1].id))
    for number in (0, 2, 3, 4):
        User.objects.get(pk=players[number].id).delete()
    WeeklySummarySubscription.objects.bulk_create(left_behind)
    assert email_weekly_summaries() == 0
    assert WeeklySummarySubscription.objects.get().pk == players[1].id
