"""An account is either verified or removed, never both, even if both links are used at once."""

from __future__ import annotations

from functools import partial

import pytest

from accounts.mail import links
from accounts.models import Mail, SecondFactor, Session, User
from tests.accounts.second_factors import TOTP, begun, switched_on
from tests.api import Answer, Player, call, registered
from tests.concurrency.parallel import in_parallel

NEW = "an altogether new secret"
DISOWN = "/auth/api/email/disown/"
VERIFY = "/auth/api/email/verify/"
CONFIRM = "/auth/api/password/reset/confirm/"

pytestmark = pytest.mark.django_db(transaction=True)


def link(kind: str) -> str:
    return links.token_of(Mail.objects.filter(kind=kind).latest("created_at"))


def links_of(player: Player) -> dict[str, str]:
    for path in ("email/verify/resend", "password/reset"):
        assert call("POST", f"/auth/api/{path}/", {"email": player.user["email"]}).status == 202
    return {kind: link(kind) for kind in ("welcome", "verify", "reset")}


def statuses(answers: list[Answer]) -> list[int]:
    return [answer.status for answer in answers]


def test_an_account_is_removed_once() -> None:
    links = links_of(registered())
    tokens = [links["welcome"], links["verify"]] * 3

    answers = in_parallel([partial(call, "POST", DISOWN, {"token": token}) for token in tokens])

    assert sorted(statuses(answers)) == [204] + [400] * 5
    assert not User.objects.exists()


@pytest.mark.parametrize("links", ["one link", "two links"])
@pytest.mark.parametrize("attempt", range(3))
def test_either_the_verification_or_the_removal_wins(attempt: int, links: str) -> None:
    of = links_of(registered())
    mine, theirs = of["welcome"], of["welcome" if links == "one link" else "verify"]

    verified, disowned = in_parallel(
        [partial(call, "POST", VERIFY, {"token": mine}), partial(call, "POST", DISOWN, {"token": theirs})]
    )

    assert (verified.status, disowned.status) in {(200, 400), (200, 409), (400, 204)}
    assert User.objects.filter(email_verified=True).count() == (1 if verified.status == 200 else 0)
    assert User.objects.count() == (1 if verified.status == 200 else 0)


@pytest.mark.parametrize("attempt", range(3))
def test_either_the_reset_or_the_removal_wins(attempt: int) -> None:
    of = links_of(registered())

    reset, disowned = in_parallel(
        [
            partial(call, "POST", CONFIRM, {"token": of["reset"], "password": NEW}),
            partial(call, "POST", DISOWN, {"token": of["verify"]}),
        ]
    )

    assert (reset.status, disowned.status) in {(204, 400), (204, 409), (400, 204)}
    assert User.objects.count() == (1 if reset.status == 204 else 0)


@pytest.mark.parametrize("attempt", range(3))
@pytest.mark.parametrize("factor", ["begun", "on"])
def test_a_reset_ends_a_second_factor_that_is_being_set_up(attempt: int, factor: str) -> None:
    attacker = registered()
    code = (begun(attacker) if factor == "begun" else switched_on(attacker)[0]).code()
    User.objects.update(email_verified=False)
    token = links_of(attacker)["reset"]

    reset, *_ = in_parallel(
        [
            partial(call, "POST", CONFIRM, {"token": token, "password": NEW}),
            partial(attacker.post, f"{TOTP}confirm/", {"code": code}),
            partial(attacker.post, TOTP, {"password": attacker.password}),
        ]
    )

    assert reset.status == 204
    assert not SecondFactor.objects.exists()
    assert Session.objects.filter(ended_at=None).count() == 0
    assert call("POST", "/auth/api/login/", {"email": attacker.user["email"], "password": NEW}).status == 200


@pytest.mark.parametrize("attempt", range(3))
def test_verification_and_reset_at_once_leave_a_verified_account(attempt: int) -> None:
    player = registered()
    of = links_of(player)

    verified, reset = in_parallel(
        [
            partial(call, "POST", VERIFY, {"token": of["welcome"]}),
            partial(call, "POST", CONFIRM, {"token": of["reset"], "password": NEW}),
        ]
    )

    assert verified.status in (200, 400)
    assert reset.status == 204
    assert User.objects.get().email_verified is True
