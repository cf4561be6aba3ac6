"""Creating an account."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils.dateparse import parse_datetime

from accounts.models import Session, User
from tests.api import PASSWORD, call, registered

pytestmark = pytest.mark.django_db

BODY = {"username": "Ann_1", "email": "ann@example.com", "password": PASSWORD}


def test_exactly_three_members_are_enough() -> None:
    answer = call("POST", "/auth/api/register/", BODY)

    assert answer.status == 201
    assert set(answer.json) == {"user", "access", "refresh"}
    user = User.objects.get()
    assert answer.json["user"] == {
        "id": user.pk,
        "username": "Ann_1",
        "email": "ann@example.com",
        "email_verified": False,
        "date_joined": user.date_joined.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "language": "en",
    }
    assert answer.headers["Cache-Control"] == "no-store"
    joined = parse_datetime(answer.json["user"]["date_joined"])
    assert joined is not None
    assert abs(datetime.now(UTC) - joined) < timedelta(minutes=1)


def test_a_new_player_is_signed_in_by_one_session_that_holds_the_device() -> None:
    answer = call("POST", "/auth/api/register/", BODY, USER_AGENT="Test\x07Browser/1.0 " + "x" * 300)

    session = Session.objects.get()
    assert session.player_id == answer.json["user"]["id"]
    assert session.ip == "127.0.0.1"
    assert session.user_agent == ("TestBrowser/1.0 " + "x" * 300)[:200]
    assert session.ended_at is None
    assert call("GET", "/auth/api/user/", token=answer.json["access"]).json == answer.json["user"]


def test_the_password_is_stored_as_an_argon2id_hash_of_moderate_cost() -> None:
    registered()

    stored = User.objects.get().password
    assert stored.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert PASSWORD not in stored


def test_the_email_is_lower_case_in_the_answer_and_in_the_database() -> None:
    answer = call("POST", "/auth/api/register/", {**BODY, "email": "  Ann.Smith@EXAMPLE.Com "})

    assert answer.status == 201
    assert answer.json["user"]["email"] == "ann.smith@example.com"
    assert User.objects.get().email == "ann.smith@example.com"


def test_the_domain_of_an_email_is_stored_as_in_the_dns() -> None:
    answer = call("POST", "/auth/api/register/", {**BODY, "email": "Ann@BÜCHER.example"})

    assert answer.status == 201
    assert answer.json["user"]["email"] == "ann@xn--bcher-kva.example"
    assert call("POST", "/auth/api/login/", {"email": "ann@bücher.example", "password": PASSWORD}).status == 200


def test_a_full_width_username_is_normalized() -> None:
    answer = call("POST", "/auth/api/register/", {**BODY, "username": "ｐｌａｙｅｒ＿１"})  # noqa: RUF001

    assert answer.status == 201
    assert answer.json["user"]["username"] == "player_1"
    assert User.objects.get().username == "player_1"


@pytest.mark.parametrize("username", ["abc", "a" * 30, "___", "0123456789", "MiXeD_Case"])
def test_a_username_has_3_to_30_letters_digits_and_underscores(username: str) -> None:
    answer = call("POST", "/auth/api/register/", {**BODY, "username": username})

    assert answer.status == 201
    assert answer.json["user"]["username"] == username


def test_spaces_belong_to_a_password() -> None:
    registered(email="ann@example.com", password="  a password in spaces  ")

    trimmed = call("POST", "/auth/api/login/", {"email": "ann@example.com", "password": "a password in spaces"})
    whole = call("POST", "/auth/api/login/", {"email": "ann@example.com", "password": "  a password in spaces  "})
    assert (trimmed.status, whole.status) == (401, 200)


def test_unknown_members_are_ignored_and_never_assigned() -> None:
    more = {
        "id": 4711,
        "is_staff": True,
        "is_superuser": True,
        "is_active": False,
        "email_verified": True,
        "date_joined": "2001-01-01T00:00:00Z",
        "welcomed_at": "2001-01-01T00:00:00Z",
        "groups": [1],
        "nested": {"a": [1, None, "b"]},
    }
    answer = call("POST", "/auth/api/register/", {**BODY, **more})

    assert answer.status == 201
    user = User.objects.get()
    assert user.pk != 4711
    assert (user.is_staff, user.is_superuser, user.is_active, user.email_verified) == (False, False, True, False)
    assert user.date_joined.year > 2001
    assert user.groups.count() == 0
