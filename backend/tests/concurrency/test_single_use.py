"""Single-use tokens and codes work only once, however many requests use them at the same time."""

from __future__ import annotations

from functools import partial

import pytest

from accounts.mail import links
from accounts.models import Mail, RecoveryCode, Session, User
from tests.accounts.second_factors import switched_on
from tests.api import PASSWORD, call, registered
from tests.concurrency.parallel import in_parallel

NEW = "an altogether new secret"

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_reset_link_changes_the_password_once() -> None:
    player = registered()
    call("POST", "/auth/api/password/reset/", {"email": player.user["email"]})
    token = links.token_of(Mail.objects.get(kind="reset"))
    bodies = [{"token": token, "password": f"{NEW} {number}"} for number in range(6)]

    answers = in_parallel([partial(call, "POST", "/auth/api/password/reset/confirm/", body) for body in bodies])

    assert sorted(answer.status for answer in answers) == [204] + [400] * 5
    [chosen] = [body["password"] for body, answer in zip(bodies, answers, strict=True) if answer.status == 204]
    assert User.objects.get().check_password(chosen)
    assert Mail.objects.filter(kind="password_changed").count() == 1


@pytest.mark.parametrize("kind", ["code", "recovery code"])
def test_a_code_signs_in_once(kind: str) -> None:
    player = registered()
    authenticator, [recovery, *_] = switched_on(player)
    code = authenticator.code() if kind == "code" else recovery
    body = {"email": player.user["email"], "password": PASSWORD, "code": code}

    answers = in_parallel([partial(call, "POST", "/auth/api/login/", body)] * 6)

    assert sorted(answer.status for answer in answers) == [200] + [401] * 5
    assert Session.objects.count() == 2
    assert RecoveryCode.objects.count() == (10 if kind == "code" else 9)


@pytest.mark.parametrize("attempt", range(3))
def test_a_sign_in_that_races_a_new_password_is_ended_or_refused(attempt: int) -> None:
    player = registered()
    change = {"current_password": PASSWORD, "password": NEW}
    login = {"email": player.user["email"], "password": PASSWORD}

    changed, *signed_in = in_parallel(
        [
            partial(player.post, "/auth/api/password/change/", change),
            *[partial(call, "POST", "/auth/api/login/", login)] * 5,
        ]
    )

    assert changed.status == 204
    assert {answer.status for answer in signed_in} <= {200, 401}
    assert Session.objects.filter(ended_at=None).count() == 1
