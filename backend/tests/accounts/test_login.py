"""Signing in, and failures that reveal nothing."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import Session, User
from accounts.passwords import hashing
from tests.api import PASSWORD, Answer, Player, call

LOGIN = "/auth/api/login/"


def login(email: str, password: str = PASSWORD, **headers: Any) -> Answer:
    return call("POST", LOGIN, {"email": email, "password": password}, **headers)


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Records the hashes computed from now on."""
    hashing.dummy_hash()
    done: list[str] = []
    for method in ("encode", "verify"):
        original = getattr(hashing.Argon2Hasher, method)

        def counted(*args: Any, method: str = method, original: Any = original) -> Any:
            done.append(method)
            return original(*args)

        monkeypatch.setattr(hashing.Argon2Hasher, method, counted)
    return done


def test_the_right_password_opens_another_session(player: Player) -> None:
    answer = login(player.user["email"], USER_AGENT="Other/2.0")

    assert answer.status == 200
    assert set(answer.json) == {"user", "access", "refresh"}
    assert answer.json["user"] == player.user
    assert answer.headers["Cache-Control"] == "no-store"
    assert {session.user_agent for session in Session.objects.filter(player_id=player.id)} == {"", "Other/2.0"}
    for token in (answer.json["access"], player.access):
        assert call("GET", "/auth/api/user/", token=token).json == player.user


@pytest.mark.parametrize("write", [str.upper, " {} ".format])
def test_the_email_is_compared_in_lower_case(player: Player, write: Any) -> None:
    assert login(write(player.user["email"])).status == 200


def test_the_password_is_compared_letter_by_letter(player: Player) -> None:
    assert login(player.user["email"], PASSWORD.upper()).status == 401


def test_every_refused_sign_in_gets_the_same_response_at_the_same_cost(player: Player, hashed: list[str]) -> None:
    disabled = call(
        "POST", "/auth/api/register/", {"username": "gone", "email": "gone@example.com", "password": PASSWORD}
    )
    User.objects.filter(pk=disabled.json["user"]["id"]).update(is_active=False)
    sessions = Session.objects.count()
    answers, costs = [], []
    for email, password in (
        ("nobody@example.com", PASSWORD),
        (player.user["email"], "wrong"),
        ("gone@example.com", PASSWORD),
        ("gone@example.com", "wrong"),
    ):
        hashed.clear()
        answers.append(login(email, password))
        costs.append(list(hashed))

    assert {answer.status for answer in answers} == {401}
    assert len({answer.raw for answer in answers}) == 1
    assert answers[0].codes == {("invalid_credentials", None)}
    assert answers[0].json["type"] == "client_error"
    assert {answer.headers["WWW-Authenticate"] for answer in answers} == {'Bearer realm="numberplay"'}
    assert costs == [["verify"]] * 4
    assert Session.objects.count() == sessions


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ({}, {("required", "email"), ("required", "password")}),
        ({"email": "a@example.com", "password": 1}, {("invalid", "password")}),
        ({"email": None, "password": "x"}, {("null", "email")}),
        ({"email": "no address", "password": "x"}, {("invalid", "email")}),
        ({"email": "a@example.com", "password": "far too long a password " * 11}, {("max_length", "password")}),
        ({"email": "a\x00@example.com", "password": "x"}, {("null_characters_not_allowed", "email")}),
        ({"email": "a@example.com", "password": "x", "client": "tv"}, {("invalid_choice", "client")}),
    ],
)
def test_an_invalid_sign_in_costs_no_hash(body: Any, codes: set[Any], hashed: list[str]) -> None:
    answer = call("POST", LOGIN, body)

    assert answer.status == 400
    assert codes <= answer.codes
    assert hashed == []


def test_a_token_that_is_sent_along_does_not_matter(player: Player) -> None:
    body = {"email": player.user["email"], "password": PASSWORD}
    assert call("POST", LOGIN, body, token="not.a.token").status == 200
