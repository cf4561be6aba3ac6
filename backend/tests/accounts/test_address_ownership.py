"""Registering another person's address gains nothing once its owner claims it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from accounts.models import Mail, RecoveryCode, SecondFactor, User
from tests.accounts.ageing import refreshed, works
from tests.accounts.emails import sent_emails, token_in
from tests.accounts.second_factors import TOTP, begun, switched_on
from tests.api import PASSWORD, Answer, Player, call

NEW = "an altogether new secret"
LOGIN = "/auth/api/login/"
VERIFY = "/auth/api/email/verify/"

pytestmark = pytest.mark.usefixtures("committed", "eagerly")

Preparation = Callable[[Player], Callable[[], Answer]]


def reset(player: Player) -> None:
    """Resets the password, as the owner of the address."""
    call("POST", "/auth/api/password/reset/", {"email": player.user["email"]})
    token = token_in(sent_emails("reset", player.user["email"])[-1], "reset")
    assert call("POST", "/auth/api/password/reset/confirm/", {"token": token, "password": NEW}).status == 204


def sign_in(player: Player, password: str = NEW) -> Answer:
    return call("POST", LOGIN, {"email": player.user["email"], "password": password})


def unverified(player: Player) -> None:
    """Like accounts that enabled two-factor authentication before it required a verified address."""
    User.objects.filter(pk=player.id).update(email_verified=False)


def keep_a_link(kind: str, page: str, body: dict[str, str] | None = None) -> Preparation:
    def prepare(attacker: Player) -> Callable[[], Answer]:
        if kind == "email_change":
            attacker.post("/auth/api/email/change/", {"email": "attacker@example.com", "password": PASSWORD})
        if kind == "reset":
            call("POST", "/auth/api/password/reset/", {"email": attacker.user["email"]})
        token = token_in(sent_emails(kind)[0], page)
        path = VERIFY if page == "verify" else "/auth/api/password/reset/confirm/"
        return lambda: call("POST", path, {"token": token, **(body or {})})

    return prepare


def keep_a_begun_factor(attacker: Player) -> Callable[[], Answer]:
    authenticator = begun(attacker)
    unverified(attacker)
    return lambda: attacker.post(f"{TOTP}confirm/", {"code": authenticator.code()})


def keep_a_code(number: int | None) -> Preparation:
    """A code of the authenticator, or the recovery code with that index."""

    def prepare(attacker: Player) -> Callable[[], Answer]:
        authenticator, recovery = switched_on(attacker)
        unverified(attacker)
        code = authenticator.code() if number is None else recovery[number]
        return lambda: attacker.post(f"{TOTP}recovery-codes/", {"password": PASSWORD, "code": code})

    return prepare


def keep_another_device(attacker: Player) -> Callable[[], Answer]:
    other = attacker.sign_in_again()
    return lambda: refreshed(other.refresh)


PREPARED: dict[str, tuple[Preparation, int]] = {
    "the password": (lambda attacker: lambda: sign_in(attacker, PASSWORD), 401),
    "an access token": (lambda attacker: lambda: attacker.get("/auth/api/user/"), 401),
    "a refresh token": (lambda attacker: lambda: refreshed(attacker.refresh), 401),
    "another device": (keep_another_device, 401),
    "a change to an address of the attacker": (keep_a_link("email_change", "verify"), 400),
    "a link of verification": (keep_a_link("welcome", "verify"), 400),
    "a reset link": (keep_a_link("reset", "reset", {"password": "the attacker chose this"}), 400),
    "a second factor that was begun": (keep_a_begun_factor, 401),
    "an authenticator": (keep_a_code(None), 401),
    "a recovery code": (keep_a_code(0), 401),
}


@pytest.mark.parametrize("prepared", PREPARED)
def test_a_reset_leaves_nothing_to_the_person_who_registered_the_address(prepared: str, player: Player) -> None:
    prepare, status = PREPARED[prepared]
    use = prepare(player)

    reset(player)

    assert use().status == status
    owner = sign_in(player)
    assert owner.status == 200
    assert owner.json["user"] == {**player.user, "email_verified": True}
    assert not SecondFactor.objects.exists()
    assert not RecoveryCode.objects.exists()


def test_the_email_after_a_reset_says_that_the_second_factor_was_removed(player: Player) -> None:
    switched_on(player)
    unverified(player)
    reset(player)
    [message] = sent_emails("password_changed", player.user["email"])
    assert "Two-factor authentication was turned off" in str(message.body)


@pytest.mark.parametrize("when", ["never on", "only begun", "on, verified before"])
def test_otherwise_the_email_does_not_mention_it(player: Player, when: str) -> None:
    if when == "only begun":
        begun(player)
        unverified(player)
    if when == "on, verified before":
        switched_on(player)

    reset(player)

    [message] = sent_emails("password_changed", player.user["email"])
    assert "wo-factor" not in str(message.body)
    is_on = SecondFactor.objects.filter(confirmed_at__isnull=False).exists()
    assert is_on is (when == "on, verified before")


@pytest.mark.parametrize("first", ["verify", "reset"])
def test_verification_and_reset_in_either_order_give_the_account_to_the_owner(player: Player, first: str) -> None:
    switched_on(player)
    unverified(player)
    token = token_in(sent_emails("welcome")[0], "verify")
    if first == "reset":
        reset(player)
        assert call("POST", VERIFY, {"token": token}).codes == {("invalid_token", "token")}
        assert sign_in(player).status == 200
    else:
        assert call("POST", VERIFY, {"token": token}).status == 200
        reset(player)
        assert sign_in(player).codes == {("second_factor_required", None)}
    assert not works(player.access)


SETTING_UP = {
    "begin": ("POST", TOTP, {"password": PASSWORD}),
    "begin with a wrong password": ("POST", TOTP, {"password": "wrong"}),
    "begin without a password": ("POST", TOTP, {}),
    "confirm": ("POST", f"{TOTP}confirm/", {"code": "{code}"}),
    "confirm with a wrong code": ("POST", f"{TOTP}confirm/", {"code": "000000"}),
    "new recovery codes": ("POST", f"{TOTP}recovery-codes/", {"password": PASSWORD, "code": "{code}"}),
    "new recovery codes with a wrong code": ("POST", f"{TOTP}recovery-codes/", {"password": PASSWORD, "code": "0"}),
    "confirm without a code": ("POST", f"{TOTP}confirm/", {}),
}


@pytest.mark.parametrize("step", SETTING_UP)
def test_two_factor_needs_a_verified_address(step: str, player: Player) -> None:
    code = (begun(player) if step.startswith("confirm") else switched_on(player)[0]).code()
    unverified(player)
    before = [list(SecondFactor.objects.values()), list(RecoveryCode.objects.values())]
    method, path, body = SETTING_UP[step]

    answer = call(method, path, {name: value.format(code=code) for name, value in body.items()}, token=player.access)

    assert (answer.status, answer.codes) == (403, {("email_not_verified", None)})
    assert [list(SecondFactor.objects.values()), list(RecoveryCode.objects.values())] == before


def test_a_second_factor_from_before_can_be_seen_used_and_turned_off(player: Player) -> None:
    authenticator, [recovery, *_] = switched_on(player)
    unverified(player)
    assert player.get(TOTP).json["enabled"] is True
    assert call("POST", LOGIN, {"email": player.user["email"], "password": PASSWORD, "code": recovery}).status == 200
    assert player.delete(TOTP, {"password": PASSWORD, "code": authenticator.code()}).status == 204
    assert Mail.objects.filter(kind="second_factor_off").count() == 1
