"""A password can be checked before an account exists, against the same rules, and without leaving a trace."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from tests.accounts.test_login import hashed
from tests.accounts.test_password_rules import BODY, REFUSED
from tests.api import Answer, Player, call

__all__ = ["hashed"]

CHECK = "/auth/api/password/check/"
GOOD = "zk4!xQ9_"


def checked(password: Any, **names: str) -> Answer:
    return call("POST", CHECK, {"password": password, **names})


@REFUSED
def test_the_check_gives_the_reasons_of_a_registration(db: None, password: str, codes: set[str]) -> None:
    answer = checked(password, **BODY)

    registering = call("POST", "/auth/api/register/", {**BODY, "password": password})
    assert (answer.status, answer.json) == (registering.status, registering.json)
    assert answer.codes == {(code, "password") for code in codes}
    assert password not in answer.raw.decode()


def test_an_acceptable_password_has_an_empty_response(db: None) -> None:
    answer = checked(GOOD, **BODY)

    assert (answer.status, answer.raw) == (204, b"")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("names", [{}, {"username": "", "email": ""}, {"username": "a-", "email": "ann@"}])
def test_names_may_be_missing_or_incomplete(db: None, names: dict[str, str]) -> None:
    assert checked(GOOD, **names).status == 204
    assert checked("wonderful_ann", **names).status == 204


@pytest.mark.parametrize(
    ("password", "code"), [(None, "null"), (12345678, "invalid"), ("", "blank"), ([GOOD], "invalid")]
)
def test_only_text_is_a_password(db: None, password: Any, code: str) -> None:
    answer = checked(password)

    assert (answer.status, answer.codes) == (400, {(code, "password")})


def test_a_check_reads_and_stores_nothing_and_hashes_nothing(
    player: Player, hashed: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    with CaptureQueriesContext(connection) as queries:
        answer = checked(GOOD, username=player.user["username"], email=player.user["email"])

    assert answer.status == 204  # as for usernames that aren't taken
    assert queries.captured_queries == []
    assert hashed == []
    assert GOOD not in caplog.text
    assert User.objects.count() == 1


def test_checks_are_limited_apart_from_registrations(db: None, rates: Callable[..., None]) -> None:
    rates(read="2/min")

    assert [checked(GOOD).status for _ in range(3)] == [204, 204, 429]
    assert call("POST", "/auth/api/register/", {**BODY, "password": GOOD}).status == 201
