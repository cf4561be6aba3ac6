"""Optional two-factor authentication: it is off by default and enabled with a code, and each code works once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from accounts.models import RecoveryCode, SecondFactor, Session
from tests.accounts.emails import sent_emails
from tests.accounts.second_factors import TOTP, Authenticator, begun, switched_on, verified
from tests.api import PASSWORD, Answer, Player, call

pytestmark = pytest.mark.usefixtures("committed", "eagerly")


@pytest.fixture
def player(player: Player) -> Player:
    return verified(player)


def login(player: Player, **members: str) -> Answer:
    return call("POST", "/auth/api/login/", {"email": player.user["email"], "password": PASSWORD, **members})


def status(player: Player) -> Any:
    return player.get(TOTP).json


def refused(answer: Answer) -> bool:
    return (answer.status, answer.codes) == (400, {("invalid_code", "code")})


def test_it_is_off_until_a_code_confirms_it(player: Player) -> None:
    assert status(player) == {"enabled": False, "recovery_codes_left": 0}

    authenticator = begun(player)

    assert status(player) == {"enabled": False, "recovery_codes_left": 0}
    assert login(player).status == 200

    confirmed = player.post(f"{TOTP}confirm/", {"code": authenticator.code()})

    assert confirmed.status == 200
    assert len(set(confirmed.json["recovery_codes"])) == 10
    assert status(player) == {"enabled": True, "recovery_codes_left": 10}
    assert [message.to for message in sent_emails("second_factor_on")] == [[player.user["email"]]]


def test_the_address_is_what_authenticators_read(player: Player) -> None:
    answer = player.post(TOTP, {"password": PASSWORD})

    uri = urlsplit(answer.json["uri"])
    assert (uri.scheme, uri.netloc) == ("otpauth", "totp")
    assert parse_qs(uri.query) == {"secret": [answer.json["secret"]], "issuer": ["NumberPlay"]}


def test_signing_in_takes_a_code_too_and_only_the_right_password_reveals_it(player: Player) -> None:
    authenticator, _ = switched_on(player)
    sessions = Session.objects.count()

    without, wrong = login(player), login(player, code=authenticator.wrong_code())
    unknown = login(player, password="wrong", code=authenticator.code())

    assert (without.status, without.codes) == (401, {("second_factor_required", None)})
    assert (wrong.status, wrong.codes) == (401, {("invalid_second_factor", None)})
    assert (unknown.status, unknown.codes) == (401, {("invalid_credentials", None)})
    assert Session.objects.count() == sessions
    assert login(player, code=authenticator.code()).status == 200


def test_a_code_is_accepted_once(player: Player) -> None:
    authenticator, _ = switched_on(player)
    code = authenticator.code()
    assert [login(player, code=code).status for _ in range(2)] == [200, 401]
    assert login(player, code=authenticator.code(steps=-1)).status == 401
    assert login(player, code=authenticator.code(steps=1)).status == 200


def test_a_code_from_too_far_away_is_refused(player: Player) -> None:
    authenticator, _ = switched_on(player)
    assert [login(player, code=authenticator.code(steps=steps)).status for steps in (-3, 3)] == [401, 401]


def test_a_recovery_code_works_once_however_it_is_written(player: Player) -> None:
    _, [first, second, *_] = switched_on(player)
    assert [login(player, code=first).status for _ in range(2)] == [200, 401]
    assert login(player, code=second.replace("-", " ").upper()).status == 200
    assert status(player) == {"enabled": True, "recovery_codes_left": 8}


def test_new_recovery_codes_replace_the_old_ones(player: Player) -> None:
    authenticator, [old, *_] = switched_on(player)

    answer = player.post(f"{TOTP}recovery-codes/", {"password": PASSWORD, "code": authenticator.code()})

    assert answer.status == 200
    assert len(answer.json["recovery_codes"]) == 10
    assert login(player, code=old).status == 401
    assert login(player, code=answer.json["recovery_codes"][0]).status == 200


@pytest.mark.parametrize("how", ["by a code", "by a recovery code"])
def test_it_is_switched_off_by_password_and_code(player: Player, how: str) -> None:
    authenticator, [recovery, *_] = switched_on(player)
    code = authenticator.code() if how == "by a code" else recovery

    wrong = player.delete(TOTP, {"password": "wrong", "code": code})
    assert (wrong.status, wrong.codes) == (400, {("invalid_password", "password")})
    assert refused(player.delete(TOTP, {"password": PASSWORD, "code": authenticator.wrong_code()}))
    assert status(player)["enabled"] is True

    assert player.delete(TOTP, {"password": PASSWORD, "code": code}).status == 204
    assert status(player) == {"enabled": False, "recovery_codes_left": 0}
    assert login(player).status == 200
    assert len(sent_emails("second_factor_off")) == 1


def test_where_it_is_off_there_is_no_code_to_confirm_or_to_take(player: Player) -> None:
    for answer in (
        player.post(f"{TOTP}confirm/", {"code": "123456"}),
        player.post(f"{TOTP}recovery-codes/", {"password": PASSWORD, "code": "123456"}),
        player.delete(TOTP, {"password": PASSWORD, "code": "123456"}),
    ):
        assert refused(answer)
    assert RecoveryCode.objects.count() == 0


def test_beginning_takes_the_password_and_is_refused_where_it_is_on(player: Player) -> None:
    wrong = player.post(TOTP, {"password": "wrong"})
    assert (wrong.status, wrong.codes) == (400, {("invalid_password", "password")})
    assert not SecondFactor.objects.exists()

    authenticator, _ = switched_on(player)
    again = player.post(TOTP, {"password": PASSWORD})
    assert (again.status, again.codes) == (409, {("totp_enabled", None)})
    assert login(player, code=authenticator.code()).status == 200


def test_a_new_setup_replaces_the_unconfirmed_secret(player: Player) -> None:
    first, second = begun(player), begun(player)
    assert refused(player.post(f"{TOTP}confirm/", {"code": first.code()}))
    assert player.post(f"{TOTP}confirm/", {"code": second.code()}).status == 200


def test_codes_cannot_be_guessed_from_anywhere(player: Player, rates: Callable[..., None]) -> None:
    authenticator, _ = switched_on(player)
    rates(login_failures="5/5min")

    def guessed(number: int, code: str) -> int:
        body = {"email": player.user["email"], "password": PASSWORD, "code": code}
        return call("POST", "/auth/api/login/", body, REMOTE_ADDR=f"192.0.2.{number}").status

    assert [guessed(number, authenticator.wrong_code()) for number in range(5)] == [401] * 5
    assert guessed(9, authenticator.code()) == 429


def test_being_asked_for_the_code_is_no_failure(player: Player, rates: Callable[..., None]) -> None:
    authenticator, _ = switched_on(player)
    rates(login_failures="5/5min")
    assert {login(player).status for _ in range(12)} == {401}
    assert login(player, code=authenticator.code()).status == 200


def test_no_code_can_be_derived_from_stored_rows(player: Player) -> None:
    secret = player.post(TOTP, {"password": PASSWORD}).json["secret"]
    codes = player.post(f"{TOTP}confirm/", {"code": Authenticator(secret).code()}).json["recovery_codes"]

    stored = repr([*SecondFactor.objects.values(), *RecoveryCode.objects.values()])
    for private in (secret, *codes, *(code.replace("-", "") for code in codes)):
        assert private not in stored


def test_a_reset_password_leaves_it_on(player: Player) -> None:
    authenticator, _ = switched_on(player)
    call("POST", "/auth/api/password/reset/", {"email": player.user["email"]})
    token = str(sent_emails("reset")[0].body).partition("#token=")[2].split()[0]
    body = {"token": token, "password": "an altogether new secret"}
    assert call("POST", "/auth/api/password/reset/confirm/", body).status == 204
    assert login(player, password="an altogether new secret").codes == {("second_factor_required", None)}
    assert login(player, password="an altogether new secret", code=authenticator.code()).status == 200
