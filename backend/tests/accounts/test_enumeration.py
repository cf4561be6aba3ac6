"""Neither a response nor the work behind it reveals whether an address is known: bytes, statements and hashes match."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from tests.accounts.test_login import hashed
from tests.api import PASSWORD, Answer, Player, call

__all__ = ["hashed"]

pytestmark = pytest.mark.usefixtures("committed")

ASKING = {
    "/auth/api/login/": {"password": "wrong"},
    "/auth/api/password/reset/": {},
    "/auth/api/email/verify/resend/": {},
}


def asked(path: str, email: str) -> tuple[Answer, list[str]]:
    """Returns the response, and its statements without the parts that differ between calls."""
    with CaptureQueriesContext(connection) as queries:
        answer = call("POST", path, {"email": email, **ASKING[path]}, X_REQUEST_ID="one")
    return answer, [re.sub(r"'[^']*'|\b\d+\b|NULL|x\w+", "?", query["sql"]) for query in queries]


@pytest.mark.parametrize("path", ASKING)
def test_known_and_unknown_addresses_get_the_same_response_at_the_same_cost(
    path: str, player: Player, hashed: list[str]
) -> None:
    (known, its_statements), known_hashes = asked(path, player.user["email"]), list(hashed)
    hashed.clear()
    (unknown, statements), unknown_hashes = asked(path, "nobody@example.com"), list(hashed)

    assert (known.status, known.raw) == (unknown.status, unknown.raw)
    assert {**known.headers} == {**unknown.headers}
    assert its_statements == statements != []
    assert known_hashes == unknown_hashes


@pytest.mark.parametrize("member", ["email", "username"])
def test_a_registration_with_a_name_that_is_taken_costs_no_hash(player: Player, hashed: list[str], member: str) -> None:
    body: dict[str, Any] = {"username": "newcomer", "email": "newcomer@example.com", "password": PASSWORD}

    answer = call("POST", "/auth/api/register/", {**body, member: player.user[member]})

    assert answer.codes == {("unique", member)}
    assert hashed == []
    assert User.objects.count() == 1


def test_asking_for_a_taken_address_costs_what_a_free_one_does(player: Player, hashed: list[str]) -> None:
    costs = []
    for email in (User.objects.create_user("other", "other@example.com", "x").email, "free@example.com"):
        hashed.clear()
        with CaptureQueriesContext(connection) as queries:
            assert player.post("/auth/api/email/change/", {"email": email, "password": PASSWORD}).raw == b"{}"
        costs.append((len(queries), list(hashed)))
    assert costs[0] == costs[1]
