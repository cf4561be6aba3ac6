"""`manage.py demo` fills an empty system once, and never one that is in use or in production."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from accounts.models import AuditEvent, Mail, Session, User
from game import rules, services, tasks
from game.models import Play, PlayerStatistics
from operations.demo.people import PASSWORD, PEOPLE
from operations.models import TaskFailure
from tests.api import Player, call

pytestmark = pytest.mark.usefixtures("committed")

PLAYS = {person.name: person.plays for person in PEOPLE}


@pytest.fixture
def committed(transactional_db: None) -> None:
    """Commands commit."""


def demo(**options: bool) -> str:
    out = StringIO()
    call_command("demo", stdout=out, **options)
    return out.getvalue()


def rows() -> dict[str, list[tuple[object, ...]]]:
    with connection.cursor() as cursor:
        names = [name for name in connection.introspection.table_names(cursor) if "write" not in name]
        return {name: _rows(cursor, name) for name in names}


def _rows(cursor: object, name: str) -> list[tuple[object, ...]]:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")  # type: ignore[attr-defined]  # noqa: S608
    return sorted(cursor.fetchall(), key=repr)  # type: ignore[attr-defined]


def test_it_is_as_if_the_plays_had_been_played() -> None:
    said = demo()

    assert f"Added 6 players with {sum(PLAYS.values())} plays, and two operators." in said
    assert PASSWORD in said
    assert all(f"{name}@demo.example" in said for name in PLAYS)
    assert tasks.reconcile_statistics() == 0  # the statistics are those of the plays
    stored = list(Play.objects.order_by("pk").select_related("player"))
    for name, count in PLAYS.items():
        own = [play for play in stored if play.player.username == name]
        assert [play.seq for play in own] == list(range(1, count + 1))
        assert PlayerStatistics.objects.get(player__username=name).seq == count
        keyed = services.digest_of(f"demo-{name}-3")
        assert [play.seq for play in own if play.key_digest == keyed] == [3]
    assert all((play.result, play.prize) == _judged(play.number) for play in stored)
    times = [play.played_at for play in stored]
    assert times == sorted(times)
    assert times[-1] <= timezone.now()
    assert times[-1] - times[0] > timedelta(days=150)


def _judged(number: int) -> tuple[str, object]:
    outcome = rules.judge(number)
    return outcome.result, outcome.prize


def test_an_operator_finds_something_to_do() -> None:
    demo()

    assert {player.username for player in User.objects.filter(is_active=False)} == {"mallory"}
    assert set(Session.objects.exclude(ended_at=None).values_list("end_reason", flat=True)) == {
        "revoked",
        "deactivated",
    }
    assert sorted(Mail.objects.values_list("state", flat=True)) == ["failed", *["sent"] * 6, "waiting"]
    assert TaskFailure.objects.get().arguments == []
    assert AuditEvent.objects.filter(event="account.deactivated", operator__username="operator").count() == 1
    viewer = User.objects.get(username="viewer")
    assert viewer.has_perm("accounts.view_user")
    assert not viewer.has_perm("accounts.change_user")
    body = {"email": "grace@demo.example", "password": PASSWORD}
    assert call("POST", "/auth/api/login/", body).status == 200
    assert call("POST", "/auth/api/login/", {**body, "email": "mallory@demo.example"}).status == 401


def test_a_second_run_changes_nothing() -> None:
    demo()
    before = rows()

    assert "Nothing was changed." in demo()

    assert rows() == before


def test_other_accounts_stop_it_unless_they_are_allowed(player: Player) -> None:
    with pytest.raises(CommandError, match=r"accounts already \(1\)\. To add the demo, use --beside-other-accounts"):
        demo()
    assert User.objects.get().pk == player.id
    assert not Play.objects.exists()

    assert "Added 6 players" in demo(beside_other_accounts=True)
    assert User.objects.count() == 9


def test_production_refuses_it(settings: Settings) -> None:
    settings.ENV = replace(settings.ENV, production=True)
    with pytest.raises(CommandError, match="DJANGO_ENV=production"):
        demo()
    assert not User.objects.exists()
