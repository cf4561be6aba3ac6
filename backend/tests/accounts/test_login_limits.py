"""Guessing passwords is limited, and doesn't lock anybody else out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import Settings

from accounts.models import Session
from tests.api import PASSWORD, Answer, Player, call


def login(player: Player, password: str = PASSWORD, *, address: str = "192.0.2.1", **headers: Any) -> Answer:
    body = {"email": player.user["email"], "password": password}
    return call("POST", "/auth/api/login/", body, **{"REMOTE_ADDR": address, **headers})


@pytest.fixture
def five_failures(player: Player, rates: Callable[..., None]) -> Player:
    rates(login_failures="5/5min")
    assert [login(player, "wrong").status for _ in range(5)] == [401] * 5
    return player


def test_after_five_failures_the_account_pauses_for_that_address(five_failures: Player) -> None:
    sessions = Session.objects.count()

    answer = login(five_failures)

    assert answer.status == 429
    assert answer.codes == {("throttled", None)}
    assert 290 <= int(answer.headers["Retry-After"]) <= 300
    assert Session.objects.count() == sessions


def test_the_right_password_works_from_another_address(five_failures: Player) -> None:
    assert login(five_failures, address="192.0.2.2").status == 200
    assert login(five_failures).status == 429


def test_another_account_works_from_the_same_address(five_failures: Player) -> None:
    stranger = Player(
        call("POST", "/auth/api/register/", {"username": "bob", "email": "bob@example.com", "password": PASSWORD}).json
    )
    assert login(stranger).status == 200


def test_writing_the_email_in_another_way_is_no_way_around(five_failures: Player) -> None:
    five_failures.user["email"] = five_failures.user["email"].upper()
    assert login(five_failures).status == 429


def test_an_unknown_account_is_limited_like_a_known_one(db: Any, rates: Callable[..., None]) -> None:
    rates(login_failures="5/5min")
    nobody = Player({"user": {"id": 0, "email": "nobody@example.com"}, "access": ""})
    assert [login(nobody).status for _ in range(6)] == [401] * 5 + [429]


def test_success_resets_the_failures(player: Player, rates: Callable[..., None]) -> None:
    rates(login_failures="5/5min")
    assert [login(player, "wrong").status for _ in range(4)] == [401] * 4
    assert login(player).status == 200
    assert [login(player, "wrong").status for _ in range(6)] == [401] * 5 + [429]


def test_a_header_of_the_clients_own_is_no_way_around(five_failures: Player) -> None:
    assert login(five_failures, X_FORWARDED_FOR="198.51.100.7").status == 429


def test_another_address_of_the_same_ipv6_network_is_no_way_around(player: Player, rates: Callable[..., None]) -> None:
    rates(login_failures="5/5min")
    for number in range(5):
        assert login(player, "wrong", address=f"2001:db8:1:2:{number}::7").status == 401

    assert login(player, address="2001:db8:1:2:ffff::9").status == 429
    assert login(player, address="2001:db8:1:3::7").status == 200


def test_behind_a_proxy_the_address_is_what_the_proxy_saw(
    player: Player, rates: Callable[..., None], settings: Settings
) -> None:
    rates(login_failures="5/5min")
    settings.NUM_PROXIES = 1
    for number in range(5):
        assert login(player, "wrong", X_FORWARDED_FOR=f"10.0.0.{number}, 198.51.100.7").status == 401

    assert login(player, X_FORWARDED_FOR="10.9.9.9, 198.51.100.7").status == 429
    assert login(player, X_FORWARDED_FOR="198.51.100.7, 198.51.100.8").status == 200
    assert Session.objects.latest("created_at").ip == "198.51.100.8"


@pytest.mark.parametrize(("scope", "path"), [("login", "login"), ("register", "register")])
def test_an_address_is_limited_whatever_it_sends(db: Any, rates: Callable[..., None], scope: str, path: str) -> None:
    rates(**{scope: "3/min"})
    answers = [call("POST", f"/auth/api/{path}/", {"email": number}) for number in range(4)]

    assert [answer.status for answer in answers] == [400, 400, 400, 429]
    assert 1 <= int(answers[3].headers["Retry-After"]) <= 60
    assert call("POST", f"/auth/api/{path}/", {}, REMOTE_ADDR="192.0.2.9").status == 400


def test_an_ipv6_network_is_limited_as_one_address(db: Any, rates: Callable[..., None]) -> None:
    rates(login="3/min")
    addresses = [f"2001:db8:1:2::{number}" for number in range(4)]
    answers = [call("POST", "/auth/api/login/", {}, REMOTE_ADDR=address) for address in addresses]
    assert [answer.status for answer in answers] == [400, 400, 400, 429]
    assert call("POST", "/auth/api/login/", {}, REMOTE_ADDR="2001:db8:1:3::1").status == 400


def test_a_session_is_limited_in_refreshing(player: Player, rates: Callable[..., None]) -> None:
    rates(refresh="2/min")
    refresh = player.refresh
    for _ in range(2):
        answer = call("POST", "/auth/api/token/refresh/", {"refresh": refresh})
        assert answer.status == 200
        refresh = answer.json["refresh"]

    refused = call("POST", "/auth/api/token/refresh/", {"refresh": refresh})

    assert refused.status == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    other = player.sign_in_again()
    assert call("POST", "/auth/api/token/refresh/", {"refresh": other.refresh}).status == 200
