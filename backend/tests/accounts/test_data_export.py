"""The export is what the database holds about the player: each row, each column that is no secret."""

from __future__ import annotations

import json

import pytest
from django.apps import apps
from django.db.models import Model

from accounts.models import Mail, RecoveryCode, SecondFactor, Session, User
from core import personal_data
from core.renderers import dumps
from game.models import Play, PlayerStatistics
from tests.accounts.second_factors import switched_on
from tests.api import Player, call, registered

EXPORT = "/auth/api/user/export/"

HELD: dict[str, tuple[type[Model], str]] = {
    "account": (User, "pk"),
    "sessions": (Session, "player_id"),
    "mails": (Mail, "player_id"),
    "second_factor": (SecondFactor, "pk"),
    "recovery_codes": (RecoveryCode, "player_id"),
    "plays": (Play, "player_id"),
    "statistics": (PlayerStatistics, "pk"),
}
SECRET = {"password", "current_token", "previous_token", "sealed_secret", "digest"}

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def lived(player: Player) -> Player:
    """Somebody who has some of everything, beside somebody else who has too."""
    for one in (player, registered()):
        one.sign_in_again()
        switched_on(one)
        one.play(842, key="one")
        one.play(841)
        call("POST", "/auth/api/password/reset/", {"email": one.user["email"]})
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


def test_no_table_about_players_is_forgotten() -> None:
    """A new model with a player in it has to be exported, or to be named here."""
    about = {
        model
        for app in ("accounts", "game")
        for model in apps.get_app_config(app).get_models()
        if any(field.related_model is User for field in model._meta.concrete_fields)
    }
    assert about | {User} == {model for model, _ in HELD.values()}


def test_an_export_of_many_chunks_is_whole(player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(personal_data, "CHUNK", 2)
    for number in range(1, 8):
        player.play(number)
    plays = player.get(EXPORT).json["plays"]
    assert [play["seq"] for play in plays] == list(range(1, 8))
