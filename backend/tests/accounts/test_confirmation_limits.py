"""Every use of a code or a password has the same limit: after five failures, even the correct one gets 429."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import RecoveryCode, SecondFactor, Session, User
from tests.accounts.second_factors import TOTP, begun, switched_on, verified
from tests.api import PASSWORD, Answer, Player, call

NEW = "an altogether new secret"

pytestmark = pytest.mark.usefixtures("committed", "eagerly")

Use = Callable[[Player, str], Answer]


def sign_in(player: Player, code: str, password: str = PASSWORD, **headers: Any) -> Answer:
    body = {"email": player.user["email"], "password": password, **({"code": code} if code else {})}
    return call("POST", "/auth/api/login/", body, **headers)


def enter_the_admin(player: Player, code: str, password: str = PASSWORD) -> Answer:
    User.objects.filter(pk=player.id).update(is_staff=True)
    form = {"username": player.user["email"], "password": password, "code": code}
    return Answer(Client().post("/admin/login/", form))  # type: ignore[arg-type]


CODES: dict[str, Use] = {
    "sign in": sign_in,
    "enter the admin": enter_the_admin,
    "turn it off": lambda player, code: player.delete(TOTP, {"password": PASSWORD, "code": code}),
    "new recovery codes": lambda player, code: player.post(
        f"{TOTP}recovery-codes/", {"password": PASSWORD, "code": code}
    ),
}
PASSWORDS: dict[str, Use] = {
    "sign in": lambda player, password: sign_in(player, "", password),
    "enter the admin": lambda player, password: enter_the_admin(player, "", password),
    "delete the account": lambda player, password: player.delete("/auth/api/user/", {"password": password}),
    "change the password": lambda player, password: player.post(
        "/auth/api/password/change/", {"current_password": password, "password": NEW}
    ),
    "change the address": lambda player, password: player.post(
        "/auth/api/email/change/", {"email": "new@example.com", "password": password}
    ),
    "begin two-factor": lambda player, password: player.post(TOTP, {"password": password}),
    "turn two-factor off": lambda player, password: player.delete(TOTP, {"password": password, "code": "000000"}),
    "new recovery codes": lambda player, password: player.post(
        f"{TOTP}recovery-codes/", {"password": password, "code": "000000"}
    ),
}


def throttled(answer: Answer) -> bool:
    return answer.status == 429 and 1 <= int(answer.headers["Retry-After"]) <= 300


def state(player: Player) -> list[Any]:
    """The state that a confirmation could have changed."""
    return [
        list(User.objects.values_list("pk", "email", "password")),
        list(SecondFactor.objects.values_list("pk", "confirmed_at")),
        RecoveryCode.objects.count(),
        Session.objects.filter(ended_at=None).count(),
    ]


@pytest.mark.parametrize("kind", ["app", "recovery"])
@pytest.mark.parametrize("first", CODES)
def test_after_five_wrong_codes_no_use_takes_the_right_one(
    first: str, kind: str, player: Player, rates: Callable[..., None]
) -> None:
    authenticator, [recovery, *_] = switched_on(player)
    wrong = authenticator.wrong_code() if kind == "app" else "aaaaa-aaaaa"
    right = authenticator.code() if kind == "app" else recovery
    rates(login_failures="5/5min")
    answers = [CODES[first](player, wrong) for _ in range(5)]
    assert {answer.status for answer in answers} <= {200, 400, 401}  # the admin renders the form again
    before = state(player)

    assert [use for use in CODES if not throttled(CODES[use](player, right))] == []

    assert state(player) == before
    assert player.get(TOTP).json["enabled"] is True


def test_the_first_code_is_limited_too(player: Player, rates: Callable[..., None]) -> None:
    authenticator = begun(player)
    rates(login_failures="5/5min")
    codes = [*[authenticator.wrong_code()] * 5, authenticator.code()]
    answers = [player.post(f"{TOTP}confirm/", {"code": code}) for code in codes]
    assert [answer.status for answer in answers] == [400] * 5 + [429]
    assert throttled(answers[-1])
    assert player.get(TOTP).json["enabled"] is False


@pytest.mark.parametrize("first", PASSWORDS)
def test_after_five_wrong_passwords_no_use_takes_the_right_one(
    first: str, player: Player, rates: Callable[..., None]
) -> None:
    verified(player)
    rates(login_failures="5/5min")
    answers = [PASSWORDS[first](player, "wrong") for _ in range(5)]
    assert {answer.status for answer in answers} <= {200, 400, 401}
    before = state(player)

    assert [use for use in PASSWORDS if not throttled(PASSWORDS[use](player, PASSWORD))] == []

    assert state(player) == before


@pytest.mark.parametrize("use", [use for use in CODES if use != "sign in"])
def test_codes_are_blocked_from_every_address_but_not_for_other_players(
    use: str, player: Player, rates: Callable[..., None]
) -> None:
    authenticator, _ = switched_on(player)
    rates(login_failures="5/5min")
    for _ in range(5):
        CODES[use](player, authenticator.wrong_code())
    assert throttled(sign_in(player, authenticator.code(), REMOTE_ADDR="198.51.100.7"))
    body = {"username": "bob", "email": "bob@example.com", "password": PASSWORD}
    bob = Player(call("POST", "/auth/api/register/", body).json)
    other, _ = switched_on(bob)
    assert sign_in(bob, other.code()).status == 200
