"""Transactions that the database certainly rolled back are repeated; ordinary refusals aren't."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import OperationalError, connection

from accounts.models import Session, User
from tests.api import PASSWORD, Answer, Player, call, registered

WRITES = ("INSERT", "UPDATE", "DELETE")
NEW_PASSWORD = "another correct horse battery staple"


@contextmanager
def refused_once(code: int, statement: int) -> Iterator[list[str]]:
    """Makes the n-th write statement fail once. Returns the write statements."""
    writes: list[str] = []

    def refuse(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(WRITES):
            writes.append(sql)
            if len(writes) == statement:
                raise OperationalError(code, "refused")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield writes


ACTIONS: dict[str, tuple[Callable[[Player], Answer], int]] = {
    "sign in": (
        lambda player: call("POST", "/auth/api/login/", {"email": player.user["email"], "password": PASSWORD}),
        200,
    ),
    "refresh": (lambda player: call("POST", "/auth/api/token/refresh/", {"refresh": player.refresh}), 200),
    "sign out": (lambda player: player.post("/auth/api/logout/"), 204),
    "rename": (lambda player: player.patch("/auth/api/user/", {"username": "renamed"}), 200),
    "password": (
        lambda player: player.post(
            "/auth/api/password/change/", {"current_password": PASSWORD, "password": NEW_PASSWORD}
        ),
        204,
    ),
    "delete": (lambda player: player.delete("/auth/api/user/", {"password": PASSWORD}), 204),
}


@pytest.mark.parametrize("code", [1205, 1213])
@pytest.mark.parametrize("action", ACTIONS)
def test_an_account_is_changed_although_the_first_attempt_is_rolled_back(
    transactional_db: None, action: str, code: int
) -> None:
    act, status = ACTIONS[action]
    player = registered()
    with refused_once(code, 1) as writes:
        assert act(player).status == status
    assert writes[0] in writes[1:]


@pytest.mark.parametrize("statement", [1, 2, 3, 4])
def test_a_registration_leaves_one_account_whichever_statement_is_refused(
    transactional_db: None, statement: int
) -> None:
    body = {"username": "somebody", "email": "somebody@example.com", "password": PASSWORD}
    with refused_once(1213, statement) as writes:
        assert call("POST", "/auth/api/register/", body).status == 201
    assert len(writes) == statement + 5  # the audit event is stored after the commit
    assert (User.objects.count(), Session.objects.count()) == (1, 1)
    assert call("POST", "/auth/api/register/", body).codes == {("unique", "email"), ("unique", "username")}


def test_an_unknown_outcome_is_not_repeated(transactional_db: None) -> None:
    player = registered()
    with refused_once(2013, 1) as writes:
        assert player.post("/auth/api/logout/").status == 503
    assert len(writes) == 1
