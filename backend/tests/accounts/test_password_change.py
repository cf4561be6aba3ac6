"""A player who knows the password can change it. All other devices are signed out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import User
from tests.accounts.ageing import refreshed, works
from tests.accounts.emails import sent_emails
from tests.api import PASSWORD, Answer, Player, call

CHANGE = "/auth/api/password/change/"
NEW = "an altogether new secret"

pytestmark = pytest.mark.usefixtures("committed", "eagerly")


def changed(player: Player, **members: Any) -> Answer:
    return player.post(CHANGE, {"current_password": PASSWORD, "password": NEW, **members})


def test_the_others_are_signed_out_and_this_device_stays(player: Player) -> None:
    other = player.sign_in_again()

    answer = changed(player)

    assert (answer.status, answer.raw) == (204, b"")
    assert works(player.access)
    assert refreshed(player.refresh).status == 200
    assert not works(other.access)
    assert refreshed(other.refresh).status == 401
    statuses = [
        call("POST", "/auth/api/login/", {"email": player.user["email"], "password": password}).status
        for password in (PASSWORD, NEW)
    ]
    assert statuses == [401, 200]
    assert [message.to for message in sent_emails("password_changed")] == [[player.user["email"]]]


def test_a_wrong_password_changes_nothing(player: Player) -> None:
    other = player.sign_in_again()

    answer = changed(player, current_password="wrong")

    assert (answer.status, answer.codes) == (400, {("invalid_password", "current_password")})
    assert User.objects.get().check_password(PASSWORD)
    assert works(other.access)
    assert sent_emails("password_changed") == []


def test_a_weak_password_is_refused_in_its_field(player: Player) -> None:
    answer = changed(player, password="8146273905")
    assert (answer.status, answer.codes) == (400, {("password_entirely_numeric", "password")})
    assert User.objects.get().check_password(PASSWORD)


def test_a_weak_password_is_no_guess(player: Player, rates: Callable[..., None]) -> None:
    rates(login_failures="2/5min")
    assert [changed(player, password="8146273905").status for _ in range(4)] == [400] * 4
    assert changed(player).status == 204


def test_the_password_cannot_be_guessed_here_either(player: Player, rates: Callable[..., None]) -> None:
    rates(login_failures="5/5min")
    assert [changed(player, current_password="wrong").status for _ in range(5)] == [400] * 5

    answer = changed(player)

    assert (answer.status, answer.codes) == (429, {("throttled", None)})
    assert User.objects.get().check_password(PASSWORD)
