"""Reading, renaming and deleting the player's own account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import Mail, Session, User
from game.models import Play, PlayerStatistics
from tests.accounts.ageing import refreshed, works
from tests.api import PASSWORD, Player, call, registered

pytestmark = pytest.mark.usefixtures("committed")

USER = "/auth/api/user/"


def test_the_player_reads_the_account(player: Player) -> None:
    answer = player.get(USER)

    assert (answer.status, answer.json) == (200, player.user)
    assert set(answer.json) == {"id", "username", "email", "email_verified", "date_joined", "language"}
    assert answer.headers["Cache-Control"] == "no-store"


def test_renaming_changes_the_name_and_nothing_else(player: Player) -> None:
    before = User.objects.values().get()

    answer = player.patch(USER, {"username": "New_Name", "email": "other@example.com", "is_staff": True})

    assert (answer.status, answer.json) == (200, {**player.user, "username": "New_Name"})
    assert player.get(USER).json == answer.json
    assert User.objects.values().get() == {**before, "username": "New_Name", "username_key": "new_name"}


def test_a_player_may_change_the_case_of_the_own_name(player: Player) -> None:
    name = player.user["username"].upper()
    assert player.patch(USER, {"username": name}).json["username"] == name


@pytest.mark.parametrize("write", [str, str.upper])
def test_a_name_that_is_taken_is_refused(player: Player, write: Callable[[str], str]) -> None:
    other = registered()

    answer = player.patch(USER, {"username": write(other.user["username"])})

    assert (answer.status, answer.codes) == (400, {("unique", "username")})
    assert player.get(USER).json == player.user


@pytest.mark.parametrize(
    ("body", "code"),
    [({"username": None}, "null"), ({"username": 1234}, "invalid"), ({"username": "a b"}, "invalid")],
)
def test_an_invalid_name_is_refused(player: Player, body: Any, code: str) -> None:
    answer = player.patch(USER, body)
    assert (answer.status, answer.codes) == (400, {(code, "username")})
    assert player.get(USER).json == player.user


def test_deleting_removes_everything_of_the_player_and_nothing_of_another(player: Player) -> None:
    other = registered()
    for one in (player, other):
        assert one.play(842).status == 200
        assert one.play(841).status == 200

    answer = player.delete(USER, {"password": PASSWORD})

    assert (answer.status, answer.raw) == (204, b"")
    assert list(User.objects.values_list("pk", flat=True)) == [other.id]
    assert {play.player_id for play in Play.objects.all()} == {other.id}
    assert Play.objects.count() == 2
    assert list(PlayerStatistics.objects.values_list("pk", flat=True)) == [other.id]
    assert {session.player_id for session in Session.objects.all()} == {other.id}
    assert other.get("/api/game/statistics/").json["total_games"] == 2


def test_the_tokens_of_a_deleted_account_open_nothing(player: Player) -> None:
    other_device = player.sign_in_again()
    player.play(842)
    player.delete(USER, {"password": PASSWORD})

    for device in (player, other_device):
        assert not works(device.access)
        assert device.play(842).status == 401
        assert device.get("/api/game/history/").status == 401
        assert refreshed(device.refresh).status == 401
    login = call("POST", "/auth/api/login/", {"email": player.user["email"], "password": PASSWORD})
    assert (login.status, login.codes) == (401, {("invalid_credentials", None)})
    assert Play.objects.count() == 0


def test_a_deleted_players_names_can_be_taken_again(player: Player) -> None:
    player.delete(USER, {"password": PASSWORD})
    again = registered(username=player.user["username"], email=player.user["email"])
    assert again.get("/api/game/history/").json == []


def test_the_address_of_a_deleted_player_is_in_no_mail_about_another(player: Player) -> None:
    other = registered()
    other.post("/auth/api/email/change/", {"email": "later@example.com", "password": PASSWORD})
    other.post("/auth/api/email/change/", {"email": player.user["email"], "password": PASSWORD})
    later = registered(email="later@example.com")
    held = Mail.objects.filter(player_id=other.id)
    assert all(one.user["email"] in repr(list(held.values())) for one in (player, later))

    for one in (player, later):
        assert one.delete(USER, {"password": PASSWORD}).status == 204

    left = repr(list(Mail.objects.values()))
    assert [one.user["email"] for one in (player, later) if one.user["email"] in left] == []
    assert held.filter(kind="email_changing").count() == 2


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"password": "wrong"}, "invalid_password"),
        ({}, "required"),
        ({"password": None}, "null"),
        ({"password": ""}, "blank"),
        ({"password": 1}, "invalid"),
    ],
)
def test_without_the_password_nothing_is_deleted(player: Player, body: Any, code: str) -> None:
    player.play(842)

    answer = player.delete(USER, body)

    assert (answer.status, answer.codes) == (400, {(code, "password")})
    assert works(player.access)
    assert (User.objects.count(), Play.objects.count()) == (1, 1)


def test_the_password_cannot_be_guessed_here_either(player: Player, rates: Callable[..., None]) -> None:
    rates(login_failures="5/5min")
    statuses = [player.delete(USER, {"password": "wrong"}).status for _ in range(5)]

    answer = player.delete(USER, {"password": PASSWORD})

    assert statuses == [400] * 5
    assert (answer.status, answer.codes) == (429, {("throttled", None)})
    assert int(answer.headers["Retry-After"]) > 0
    assert User.objects.count() == 1
