"""The export contains every row about the player, and every column that isn't secret."""

from __future__ import annotations

import json

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.db.models import Model

from accounts.models import AuditEvent, Mail, RecoveryCode, SecondFactor, Session, User, WeeklySummarySubscription
from core import privacy
from core.api.renderers import dumps
from game.models import DailySummary, Export, ExportChunk, Play, PlayerStatistics, SummaryProgress
from game.summaries.tasks import update_summaries
from tests.accounts.second_factors import switched_on
from tests.api import Player, call, registered

EXPORT = "/auth/api/user/export/"

HELD: dict[str, tuple[type[Model], str]] = {
    "account": (User, "pk"),
    "sessions": (Session, "player_id"),
    "mails": (Mail, "player_id"),
    "audit_events": (AuditEvent, "player_id"),
    "second_factor": (SecondFactor, "pk"),
    "recovery_codes": (RecoveryCode, "player_id"),
    "subscriptions": (WeeklySummarySubscription, "pk"),
    "plays": (Play, "player_id"),
    "statistics": (PlayerStatistics, "pk"),
    "summary_progress": (SummaryProgress, "pk"),
    "summaries": (DailySummary, "progress_id"),
    "exports": (Export, "player_id"),
}
SECRET = {"password", "current_token", "previous_token", "sealed_secret", "digest"}

# Each column of a player's rows is either exported or secret. A new column has to be added to one of these lists.
COLUMNS = {
    "account": "id last_login is_superuser username username_key email email_verified language is_active is_staff "
    "date_joined",
    "sessions": "id player_id rotated_at created_at last_used_at ip user_agent ended_at end_reason",
    "mails": "id cause kind player_id to facts mentioned_address created_at link_used_at state attempts due_at sent_at "
    "fault",
    "audit_events": "id player_id operator_id event outcome ip request_id created_at",
    "second_factor": "player_id confirmed_at last_step",
    "recovery_codes": "id player_id",
    "subscriptions": "player_id subscribed_at",
    "plays": "id player_id seq number result prize played_at key_digest",
    "statistics": "player_id seq wins total_prize best_prize current_streak best_streak last_played",
    "summary_progress": "player_id seq",
    "summaries": "id progress_id day plays wins points",
    "exports": "id player_id seq state chunks written created_at changed_at",
}

COPIES: set[type[Model]] = {ExportChunk}  # of plays

# Actions and permissions of operators, which aren't about a player.
OF_OPERATORS: set[type[Model]] = {LogEntry, User.groups.through, User.user_permissions.through}

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def lived(player: Player) -> Player:
    """A player with rows in every table, alongside another player who has rows too."""
    for one in (player, registered()):
        one.sign_in_again()
        switched_on(one)
        one.patch("/auth/api/email/subscriptions/", {"weekly_summary": True})
        one.play(842, key="one")
        one.play(841)
        call("POST", "/auth/api/password/reset/", {"email": one.user["email"]})
        one.post("/api/game/exports/")
    update_summaries()
    return player


def stored(model: type[Model], key: str, player: Player) -> object:
    rows = model._default_manager.filter(**{key: player.id}).order_by("pk").values()
    return json.loads(dumps([{name: row[name] for name in row if name not in SECRET} for row in rows]))


def test_every_row_and_column_is_in_it(lived: Player) -> None:
    answer = lived.get(EXPORT)

    assert answer.status == 200
    assert answer.headers["Content-Disposition"] == 'attachment; filename="numberplay-export.json"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert set(answer.json) == set(HELD)
    for section, (model, key) in HELD.items():
        assert answer.json[section], section
        assert answer.json[section] == stored(model, key, lived), section


def test_nothing_of_another_and_no_secret_is_in_it(lived: Player) -> None:
    text = lived.get(EXPORT).raw.decode()

    other = User.objects.exclude(pk=lived.id).get()
    me = User.objects.get(pk=lived.id)
    session = Session.objects.filter(player=me).first()
    assert session is not None
    secrets = [me.password, session.current_token, SecondFactor.objects.get(pk=me.pk).sealed_secret]
    for foreign in (other.email, other.username, *secrets):
        assert foreign not in text


@pytest.mark.parametrize("section", HELD)
def test_a_new_column_has_to_be_named_as_one_to_give_or_a_secret(section: str) -> None:
    columns = {field.attname for field in HELD[section][0]._meta.concrete_fields}
    assert columns - SECRET == set(COLUMNS[section].split())


def test_the_returned_codes_are_the_documented_ones(lived: Player) -> None:
    answer = lived.get(EXPORT).json
    assert {section: set(rows[0]) for section, rows in answer.items()} == {
        section: set(names.split()) for section, names in COLUMNS.items()
    }


def test_no_table_about_players_is_forgotten() -> None:
    """A new table that refers to a player, even indirectly, has to be exported or listed here."""
    about: set[type[Model]] = {User}
    while more := {model for model in apps.get_models(include_auto_created=True) if _leads_to(about, model)} - about:
        about |= more
    assert about - OF_OPERATORS - COPIES == {model for model, _ in HELD.values()}


def _leads_to(known: set[type[Model]], model: type[Model]) -> bool:
    return any(field.related_model in known for field in model._meta.concrete_fields)


def test_an_export_of_many_chunks_is_whole(player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(privacy, "ROWS", 2)
    for number in range(1, 8):
        player.play(number)
    plays = player.get(EXPORT).json["plays"]
    assert [play["seq"] for play in plays] == list(range(1, 8))
