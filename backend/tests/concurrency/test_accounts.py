"""Of concurrent registrations, only one succeeds, guesses are limited, and deleted accounts can't sign in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from accounts.models import Session, User
from tests.api import PASSWORD, call, registered
from tests.concurrency.parallel import in_parallel

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_of_sixteen_identical_registrations_succeeds_and_fifteen_are_refused() -> None:
    body = {"username": "ada", "email": "ada@example.com", "password": PASSWORD}

    answers = in_parallel([partial(call, "POST", "/auth/api/register/", body)] * 16)

    assert sorted(answer.status for answer in answers) == [201] + [400] * 15
    for answer in answers:
        if answer.status == 400:
            assert answer.json["type"] == "validation_error"
            assert answer.codes == {("unique", "username"), ("unique", "email")}
    assert User.objects.count() == Session.objects.count() == 1


def test_parallel_wrong_logins_are_five_guesses_and_not_one_more(rates: Callable[..., None]) -> None:
    player = registered()
    rates(login_failures="5/5min")
    body = {"email": player.user["email"], "password": "not the password"}

    answers = in_parallel([partial(call, "POST", "/auth/api/login/", body)] * 16)

    assert sorted(answer.status for answer in answers) == [401] * 5 + [429] * 11
    assert all(1 <= int(answer.headers["Retry-After"]) <= 300 for answer in answers if answer.status == 429)
    assert Session.objects.filter(player_id=player.id).count() == 1


@pytest.mark.parametrize("attempt", range(3))
def test_sign_ins_that_race_the_deletion_of_the_account_are_made_or_refused_and_never_a_fault(attempt: int) -> None:
    player = registered()
    login = {"email": player.user["email"], "password": PASSWORD}
    delete = partial(player.delete, "/auth/api/user/", {"password": PASSWORD})

    *signed_in, deleted = in_parallel([*[partial(call, "POST", "/auth/api/login/", login)] * 6, delete])

    assert deleted.status == 204
    assert {answer.status for answer in signed_in} <= {200, 401}
    assert User.objects.count() == Session.objects.count() == 0
