"""Lifetimes of sessions and tokens."""

from __future__ import annotations

import time

import jwt
import pytest
from django.conf import settings

from accounts.models import Session
from tests.accounts.ageing import age, flush, refreshed, restart, works
from tests.api import Player, call
from tests.core.clock import Clock

DAY = 86_400


def claims(token: str | None) -> dict[str, float]:
    return jwt.decode(token or "", settings.SECRET_KEY, algorithms=["HS256"])


def expiry(token: str | None) -> float:
    return claims(token)["exp"]


def test_an_access_token_expires_after_five_minutes(player: Player) -> None:
    times = claims(player.access)
    assert times["exp"] - times["iat"] == 300
    assert int(Session.objects.get().created_at.timestamp()) <= times["iat"] <= time.time()


def test_an_access_token_is_refused_after_its_leeway_although_it_was_verified_before(
    player: Player, clock: Clock
) -> None:
    assert works(player.access)
    clock.move(308)
    assert works(player.access)

    clock.move(3)

    answer = call("GET", "/auth/api/user/", token=player.access)
    assert (answer.status, answer.codes) == (401, {("token_not_valid", None)})
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="numberplay"'


def test_a_refresh_token_expires_after_seven_days(player: Player) -> None:
    assert expiry(player.refresh) == int(Session.objects.get().rotated_at.timestamp()) + 7 * DAY


def test_a_session_lasts_while_it_is_used_within_seven_days(player: Player) -> None:
    age(days=6, hours=23, minutes=59)
    assert refreshed(player.refresh).status == 200


def test_a_session_ends_after_seven_idle_days(player: Player) -> None:
    age(days=7, seconds=1)
    restart()
    flush()

    assert refreshed(player.refresh).status == 401
    assert not works(player.access)
    assert call("GET", "/auth/api/user/", token=player.access).codes == {("session_ended", None)}


def test_a_session_ends_after_thirty_days_however_much_it_is_used(player: Player) -> None:
    refresh = player.refresh
    for _ in range(4):
        age(days=6)
        answer = refreshed(refresh)
        assert answer.status == 200
        refresh = answer.json["refresh"]

    age(days=5, hours=23)
    last = refreshed(refresh)
    assert last.status == 200
    end = Session.objects.get().created_at.timestamp() + 30 * DAY
    assert expiry(last.json["refresh"]) == pytest.approx(end, abs=1)

    age(hours=2)
    assert refreshed(last.json["refresh"]).status == 401
    assert Session.objects.count() == 1


def test_an_access_token_does_not_outlive_its_session(player: Player) -> None:
    refresh = player.refresh
    for _ in range(5):
        age(days=5, hours=23)
        refresh = refreshed(refresh).json["refresh"]
    age(hours=4, minutes=58)

    access = claims(refreshed(refresh).json["access"])

    assert access["exp"] == int(Session.objects.get().created_at.timestamp()) + 30 * DAY
    assert access["exp"] - access["iat"] <= 120


def test_an_idle_session_is_not_listed_any_more(player: Player) -> None:
    age(days=8)
    again = player.sign_in_again()
    assert len(again.get("/auth/api/sessions/").json) == 1
