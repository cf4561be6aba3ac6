"""The language of an account: taken from the browser at registration, and changed by the player."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Mail, Session, User
from tests.api import PASSWORD, Player, call, registered

pytestmark = pytest.mark.usefixtures("committed")

USER = "/auth/api/user/"
REGISTER = "/auth/api/register/"
BODY = {"username": "Ann_1", "email": "ann@example.com", "password": PASSWORD}

PREFERENCES = {
    "": "en",
    "de": "de",
    "de-AT,de;q=0.9,en;q=0.8": "de",
    "AR-eg": "ar",
    "eo-CH, eo;q=0.9, de;q=0.7, *;q=0.5": "de",
    "en;q=0.4, ar;q=0.5": "ar",
    "de;q=0, ar;q=0.1": "ar",
    "eo": "en",
    "*": "en",
    "dex": "en",
    "de;q=nonsense": "en",
    "; , ;;": "en",
    "de," * 10_000: "de",
    "d" * 10_000: "en",
}


@pytest.mark.parametrize(("header", "language"), PREFERENCES.items(), ids=[name[:30] for name in PREFERENCES])
def test_a_new_account_has_the_language_that_the_browser_prefers(header: str, language: str) -> None:
    answer = call("POST", REGISTER, BODY, ACCEPT_LANGUAGE=header)

    assert (answer.status, answer.json["user"]["language"]) == (201, language)
    assert User.objects.get().language == language
    assert call("GET", USER, token=answer.json["access"]).json == answer.json["user"]


def test_the_language_in_the_body_comes_before_that_of_the_browser() -> None:
    answer = call("POST", REGISTER, {**BODY, "language": "ar"}, ACCEPT_LANGUAGE="de")

    assert (answer.status, answer.json["user"]["language"]) == (201, "ar")
    assert User.objects.get().language == "ar"


def test_signing_in_returns_the_language_of_the_account_whatever_the_browser_prefers(player: Player) -> None:
    player.patch(USER, {"language": "de"})

    body = {"email": player.user["email"], "password": PASSWORD}
    answer = call("POST", "/auth/api/login/", body, ACCEPT_LANGUAGE="ar")

    assert answer.json["user"] == {**player.user, "language": "de"}
    assert User.objects.get().language == "de"


def test_changing_the_language_changes_nothing_else_and_takes_two_statements(player: Player) -> None:
    before = User.objects.values().get()

    with CaptureQueriesContext(connection) as queries:
        answer = player.patch(USER, {"language": "ar", "email": "other@example.com", "is_staff": True})
    about_users = [query["sql"].removeprefix("BEGIN;") for query in queries if "accounts_user" in query["sql"]]
    statements = [sql.split()[0] for sql in about_users]

    assert statements == ["SELECT", "UPDATE"]
    assert (answer.status, answer.json) == (200, {**player.user, "language": "ar"})
    assert player.get(USER).json == answer.json
    assert User.objects.values().get() == {**before, "language": "ar"}


def test_a_username_and_a_language_change_in_one_request(player: Player) -> None:
    answer = player.patch(USER, {"username": "New_Name", "language": "de"})
    assert (answer.status, answer.json) == (200, {**player.user, "username": "New_Name", "language": "de"})


def test_if_the_username_is_taken_the_language_does_not_change_either(player: Player) -> None:
    other = registered()

    answer = player.patch(USER, {"username": other.user["username"], "language": "de"})

    assert (answer.status, answer.codes) == (400, {("unique", "username")})
    assert player.get(USER).json == player.user


BAD: dict[str, tuple[Any, str]] = {
    "another language": ("eo", "invalid_choice"),
    "a region": ("de-AT", "invalid_choice"),
    "another case": ("DE", "invalid_choice"),
    "nothing": ("", "invalid_choice"),
    "null": (None, "null"),
    "a number": (1, "invalid_choice"),
    "a boolean": (True, "invalid_choice"),
    "a list": (["de"], "invalid_choice"),
    "an object": ({"de": 1}, "invalid_choice"),
    "a long text": ("de" * 2000, "invalid_choice"),
    "a null character": ("de\0", "invalid_choice"),
}


@pytest.mark.parametrize(("language", "code"), BAD.values(), ids=BAD)
def test_a_bad_language_is_refused_and_nothing_is_stored(player: Player, language: Any, code: str) -> None:
    rows = User.objects.values().get(), Session.objects.count(), Mail.objects.count()

    changed = player.patch(USER, {"username": "New_Name", "language": language})
    new = call("POST", REGISTER, {**BODY, "language": language})

    assert [(answer.status, answer.codes) for answer in (changed, new)] == [(400, {(code, "language")})] * 2
    assert (User.objects.values().get(), Session.objects.count(), Mail.objects.count()) == rows


@pytest.mark.parametrize("body", [{}, {"email": "other@example.com"}])
def test_a_change_of_nothing_is_refused(player: Player, body: dict[str, str]) -> None:
    answer = player.patch(USER, body)
    assert (answer.status, answer.codes) == (400, {("required", None)})
    assert player.get(USER).json == player.user


def test_the_previous_version_still_inserts_users_without_a_language() -> None:
    """As during a rolling upgrade."""
    user = registered()
    fields = [
        field.column for field in User._meta.concrete_fields if field.column and field.column not in ("id", "language")
    ]
    columns = ", ".join(fields)
    new = columns.replace("username_key", "'old'").replace(" email,", " 'old@example.com',")
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO accounts_user ({columns}) SELECT {new} FROM accounts_user")  # noqa: S608
    assert User.objects.get(email="old@example.com").language == "en"
    assert User.objects.count() == 2
    assert user.user["language"] == "en"
