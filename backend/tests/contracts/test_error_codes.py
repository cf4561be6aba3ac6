"""Every error code in the OpenAPI document can occur, and no other code can."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from accounts.mail import links
from accounts.models import Mail, User
from accounts.sessions import lifetimes
from core import clock
from core.api import error_codes
from core.api.openapi.errors import TYPES
from game import selectors
from tests.accounts.second_factors import switched_on, verified
from tests.api import PASSWORD, Answer, Player, call, registered
from tests.contracts.documents import openapi

REGISTER = "/auth/api/register/"
LOGIN = "/auth/api/login/"
REFRESH = "/auth/api/token/refresh/"
PLAY = "/api/game/play/"

Provocation = Callable[[Player], Answer]

COMPLETE = {"username": "somebody", "email": "somebody@example.com", "password": PASSWORD}


def register(**members: Any) -> Provocation:
    return lambda player: call("POST", REGISTER, {**COMPLETE, **members})


def play(body: Any, **headers: str) -> Provocation:
    return lambda player: player.post(PLAY, body, **headers)


def reuse_a_key(player: Player) -> Answer:
    player.play(2, key="one")
    return player.play(4, key="one")


def ask_for_pages_under_a_foreign_host(player: Player) -> Answer:
    for number in range(1, 23):
        player.play(number)
    return player.get("/api/game/results/", HOST="evil.example")


def use_the_cookie_from_another_page(player: Player) -> Answer:
    return call("POST", REFRESH, {"client": "browser"}, COOKIE=f"numberplay_refresh={player.refresh}")


def enter_the_admin_without_a_right(player: Player) -> Answer:
    User.objects.filter(pk=player.id).update(is_staff=True)
    client = Client()
    client.force_login(User.objects.get(pk=player.id))
    return Answer(client.get("/admin/game/play/"))  # type: ignore[arg-type]


def sign_in_with_the_second_factor(**code: str) -> Provocation:
    def sign_in(player: Player) -> Answer:
        switched_on(player)
        return call("POST", LOGIN, {"email": player.user["email"], "password": player.password, **code})

    return sign_in


def begin_with_the_second_factor_twice(player: Player) -> Answer:
    switched_on(player)
    return player.post("/auth/api/totp/", {"password": player.password})


def disown_a_verified_address(player: Player) -> Answer:
    token = links.token_of(Mail.objects.get(kind="welcome"))
    verified(player)
    return call("POST", "/auth/api/email/disown/", {"token": token})


PROVOCATIONS: dict[str, Provocation] = {
    "bad_request": ask_for_pages_under_a_foreign_host,
    "blank": register(username=""),
    "body_too_large": lambda player: player.post(PLAY, {"padding": "x" * 16_384}),
    "email_already_verified": disown_a_verified_address,
    "email_not_verified": lambda player: player.post("/auth/api/totp/", {"password": player.password}),
    "idempotency_key_reused": reuse_a_key,
    "invalid": play({"number": "842"}),
    "invalid_choice": register(client="toaster"),
    "invalid_code": lambda player: verified(player).post("/auth/api/totp/confirm/", {"code": "000000"}),
    "invalid_credentials": lambda player: call(
        "POST", LOGIN, {"email": player.user["email"], "password": "not this one"}
    ),
    "invalid_password": lambda player: player.delete("/auth/api/user/", {"password": "not this one"}),
    "invalid_second_factor": sign_in_with_the_second_factor(code="000000-00000"),
    "invalid_token": lambda player: call("POST", "/auth/api/email/verify/", {"token": "nonsense"}),
    "max_length": register(username="x" * 31),
    "max_value": play({"number": 10_000}),
    "method_not_allowed": lambda player: player.get(PLAY),
    "min_value": play({"number": 0}),
    "no_session": lambda player: call("POST", REFRESH, {"client": "browser"}),
    "not_acceptable": lambda player: call("GET", "/api/docs/", ACCEPT="image/png"),
    "not_authenticated": lambda player: call("GET", "/auth/api/user/"),
    "not_found": lambda player: player.get("/api/game/results/?cursor=nonsense"),
    "null": play({"number": None}),
    "null_characters_not_allowed": register(password=f"{PASSWORD}\0"),
    "origin_not_allowed": use_the_cookie_from_another_page,
    "parse_error": lambda player: call("POST", LOGIN, raw=b"{"),
    "password_entirely_numeric": register(password="8146273905"),
    "password_too_common": register(password="password1"),
    "password_too_short": register(password="w8Zq"),
    "password_too_similar": register(username="correct_horse", password="correct_horse"),
    "permission_denied": enter_the_admin_without_a_right,
    "required": play({}),
    "second_factor_required": sign_in_with_the_second_factor(),
    "token_not_valid": lambda player: call("GET", "/auth/api/user/", token="nonsense"),
    "totp_enabled": begin_with_the_second_factor_twice,
    "unique": lambda player: call("POST", REGISTER, {**COMPLETE, "email": player.user["email"]}),
    "unsupported_media_type": play({"number": 2}, CONTENT_TYPE="text/plain"),
}
ELSEWHERE = {"error", "service_unavailable", "session_ended", "throttled"}  # see the tests below
OF_THE_SERVERS = {"headers_too_large", "request_timeout", "uri_too_long"}  # tested in tests/processes


@pytest.mark.parametrize("code", PROVOCATIONS)
def test_a_code_is_given_in_the_one_shape(code: str, player: Player) -> None:
    answer = PROVOCATIONS[code](player)
    assert code in {given for given, _ in answer.codes}
    assert_in_shape(answer)


def test_the_list_is_complete_and_nothing_in_it_is_idle() -> None:
    assert set(error_codes.registered()) == set(PROVOCATIONS) | ELSEWHERE | OF_THE_SERVERS
    assert openapi()["components"]["schemas"]["ErrorCodeEnum"]["enum"] == error_codes.registered()


def test_a_limit_says_when_to_come_back(player: Player, rates: Callable[..., None]) -> None:
    rates(play="1/hour")
    player.play(2)
    answer = player.play(4)
    assert (answer.status, answer.codes) == (429, {("throttled", None)})
    assert 0 < int(answer.headers["Retry-After"]) <= 3600
    assert_in_shape(answer)


def test_an_unavailable_database_is_503(player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(player_id: int) -> None:
        raise OperationalError("the server at 10.0.0.7 has gone away")

    monkeypatch.setattr(selectors, "game_of", away)
    answer = player.get("/api/game/statistics/")
    assert (answer.status, answer.codes) == (503, {("service_unavailable", None)})
    assert answer.headers["Retry-After"] == "1"
    assert b"10.0.0.7" not in answer.raw
    assert_in_shape(answer)


def test_an_internal_error_reveals_nothing(player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(player_id: int) -> None:
        raise RuntimeError("SELECT password FROM accounts_user")

    monkeypatch.setattr(selectors, "game_of", fault)
    answer = player.get("/api/game/statistics/")
    assert (answer.status, answer.codes) == (500, {("error", None)})
    assert b"SELECT" not in answer.raw
    assert answer.headers["X-Request-ID"]
    assert_in_shape(answer)


def test_the_token_of_an_ended_session_says_so(transactional_db: None) -> None:
    player = registered()
    player.post("/auth/api/logout/")
    answer = player.get("/auth/api/user/")
    assert (answer.status, answer.codes) == (401, {("session_ended", None)})


def test_an_expired_token_is_not_valid(player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    later = time.time() + lifetimes.ACCESS_LIFETIME.total_seconds() + clock.LEEWAY_SECONDS + 1
    monkeypatch.setattr("accounts.sessions.tokens.time.time", lambda: later)
    answer = player.get("/auth/api/user/")
    assert (answer.status, answer.codes) == (401, {("token_not_valid", None)})


def assert_in_shape(answer: Answer) -> None:
    assert set(answer.json) == {"type", "errors"}
    assert answer.json["type"] in TYPES
    for error in answer.json["errors"]:
        assert set(error) == {"code", "detail", "attr"}
        assert error["code"] in error_codes.registered()
        assert isinstance(error["detail"], str)
    assert (answer.json["type"] == "server_error") == (answer.status >= 500)
