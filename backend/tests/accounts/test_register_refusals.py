"""Refused registrations, which store nothing and send no email."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from accounts.models import Mail, Session, User
from game.models import PlayerStatistics
from tests.api import PASSWORD, Answer, call

BODY = {"username": "Ann_1", "email": "ann@example.com", "password": PASSWORD}
ANN = ("ann_1", "ann@example.com")
BOB = {"username": "Bob_2", "email": "bob@example.com", "password": PASSWORD}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_is_stored")]


@pytest.fixture
def nothing_is_stored(db: Any) -> Iterator[None]:
    yield
    assert User.objects.filter(username_key="bob_2").count() == 0
    players = User.objects.count()
    assert players == User.objects.filter(username_key=ANN[0], email=ANN[1]).count()
    assert (Session.objects.count(), PlayerStatistics.objects.count(), Mail.objects.count()) == (players,) * 3


def refused(body: Any) -> Answer:
    answer = call("POST", "/auth/api/register/", body)
    assert answer.status == 400
    assert answer.json["type"] == "validation_error"
    return answer


@pytest.mark.parametrize("member", ["username", "email", "password"])
@pytest.mark.parametrize(
    ("value", "code"),
    [
        (None, "null"),
        ("", "blank"),
        (1234567890, "invalid"),
        (12.5, "invalid"),
        (True, "invalid"),
        (["ann@example.com"], "invalid"),
        ({"a": "b"}, "invalid"),
        ("nul\x00lun@example.com", "null_characters_not_allowed"),
    ],
)
def test_a_member_is_a_text(member: str, value: Any, code: str) -> None:
    assert (code, member) in refused({**BOB, member: value}).codes


@pytest.mark.parametrize("member", ["username", "email", "password"])
def test_each_member_is_needed(member: str) -> None:
    body = {name: value for name, value in BOB.items() if name != member}
    assert refused(body).codes == {("required", member)}


def test_all_errors_are_listed_at_once() -> None:
    assert refused({"username": "a!", "email": "none"}).codes == {
        ("invalid", "username"),
        ("invalid", "email"),
        ("required", "password"),
    }


@pytest.mark.parametrize("username", ["ab", "bob 2", "bob-2", "böb", "bob@2", "боб", "bob\n2", "１２", "bob\u200b2"])  # noqa: RUF001
def test_a_username_contains_only_letters_digits_and_underscores(username: str) -> None:
    assert refused({**BOB, "username": username}).codes == {("invalid", "username")}


@pytest.mark.parametrize("username", ["b" * 31, "ﬃ" * 11, "b" * 5000])
def test_a_username_is_measured_after_it_is_normalized(username: str) -> None:
    assert ("max_length", "username") in refused({**BOB, "username": username}).codes


@pytest.mark.parametrize(
    "email", ["bob", "@example.com", "bob@", "bob@@example.com", "bob@exa mple.com", "böb@example.com", "bob@-.com"]
)
def test_an_email_is_an_address(email: str) -> None:
    assert refused({**BOB, "email": email}).codes == {("invalid", "email")}


@pytest.mark.parametrize("email", ["b" * 243 + "@example.com", "b@" + "x" * 5000 + ".com"])
def test_an_email_is_at_most_254_characters_long(email: str) -> None:
    assert ("max_length", "email") in refused({**BOB, "email": email}).codes


def test_an_email_that_grows_too_long_for_the_dns_is_refused() -> None:
    codes = refused({**BOB, "email": "bob@" + ".".join(["ü" * 30] * 8)}).codes
    assert codes <= {("max_length", "email"), ("invalid", "email")}
    assert codes


@pytest.mark.parametrize("username", ["Ann_1", "ann_1", "ANN_1", "ａｎｎ＿１"])  # noqa: RUF001
def test_a_username_belongs_to_one_player_without_regard_to_case(username: str) -> None:
    assert call("POST", "/auth/api/register/", BODY).status == 201
    assert refused({**BOB, "username": username}).codes == {("unique", "username")}


@pytest.mark.parametrize("email", ["ann@example.com", "ANN@Example.COM", " ann@example.com "])
def test_an_email_belongs_to_one_player_without_regard_to_case(email: str) -> None:
    assert call("POST", "/auth/api/register/", BODY).status == 201
    assert refused({**BOB, "email": email}).codes == {("unique", "email")}


def test_both_names_that_are_taken_are_named() -> None:
    assert call("POST", "/auth/api/register/", BODY).status == 201
    assert refused(BODY).codes == {("unique", "username"), ("unique", "email")}


def test_half_of_a_surrogate_pair_is_no_text() -> None:
    answer = call(
        "POST", "/auth/api/register/", raw=b'{"username": "bob_2", "email": "b@e.com", "password": "\\ud800"}'
    )
    assert answer.status == 400
    assert answer.codes == {("parse_error", None)}


@pytest.mark.parametrize("body", [[], [BOB], "text", 1, None, True])
def test_a_body_is_an_object(body: Any) -> None:
    answer = call("POST", "/auth/api/register/", raw=None if body is not None else b"null", body=body)
    assert answer.status == 400


@pytest.mark.parametrize("client", ["firefox", "", None, 1, ["browser"]])
def test_the_only_client_there_is_a_word_for_is_a_browser(client: Any) -> None:
    answer = refused({**BOB, "client": client})
    assert [error["attr"] for error in answer.json["errors"]] == ["client"]
