"""Every security event is one line with exactly these fields, and none contains a secret."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import structlog
from django.core import mail
from django.test import Client

from accounts.models import User
from tests.accounts.admin_forms import form_of
from tests.accounts.ageing import age, refreshed
from tests.accounts.emails import sent_emails, token_in
from tests.accounts.second_factors import TOTP, switched_on
from tests.api import PASSWORD, Player, call, registered

NEW = "an altogether new secret"
LOGIN = "/auth/api/login/"

pytestmark = pytest.mark.usefixtures("committed", "eagerly")

Line = dict[str, Any]

numbers = itertools.count()


@pytest.fixture
def lines(player: Player) -> Iterator[list[Line]]:
    """The audit lines from now on, as they are logged."""
    received: list[Line] = []

    def receive(_logger: object, _method: str, line: Line) -> Line:
        if line["logger"] == "numberplay.audit":
            received.append({name: value for name, value in line.items() if name not in ("timestamp", "level")})
        return line

    processors = structlog.get_config()["processors"]
    processors.insert(-1, receive)
    yield received
    processors.remove(receive)


def sign_in(player: Player, password: str = PASSWORD, **members: str) -> Any:
    body = {"email": player.user["email"], "password": password, **members}
    return call("POST", LOGIN, body, X_REQUEST_ID="the-request", REMOTE_ADDR="192.0.2.7")


def provoke_theft(player: Player) -> None:
    refreshed(player.refresh)
    age(seconds=11)
    refreshed(player.refresh)


def use_reset(player: Player) -> None:
    call("POST", "/auth/api/password/reset/", {"email": player.user["email"]})
    body = {"token": token_in(sent_emails("reset", player.user["email"])[0], "reset"), "password": NEW}
    assert call("POST", "/auth/api/password/reset/confirm/", body).status == 204


def last_link(player: Player) -> mail.EmailMessage:
    return sent_emails("verify", player.user["email"])[0]


def verify(player: Player) -> None:
    call("POST", "/auth/api/email/verify/resend/", {"email": player.user["email"]})
    call(
        "POST", "/auth/api/email/verify/", {"token": token_in(sent_emails("verify", player.user["email"])[0], "verify")}
    )


def change_email(player: Player) -> None:
    player.post("/auth/api/email/change/", {"email": "new@example.com", "password": PASSWORD})
    call("POST", "/auth/api/email/verify/", {"token": token_in(sent_emails("email_change")[0], "verify")})


def second_factor_to_and_fro(player: Player) -> None:
    authenticator, [recovery, another, *_] = switched_on(player)
    sign_in(player, code=authenticator.wrong_code())
    sign_in(player, code=recovery)
    player.post(f"{TOTP}recovery-codes/", {"password": PASSWORD, "code": another})
    player.delete(TOTP, {"password": PASSWORD, "code": authenticator.code()})


def signed_in_operator() -> Client:
    number = next(numbers)
    client = Client()
    client.force_login(User.objects.create_superuser(f"op_{number}", f"op{number}@example.com", PASSWORD))
    return client


def deactivate(player: Player) -> None:
    client = signed_in_operator()
    client.post("/admin/accounts/user/", {"action": "block", "_selected_action": [str(player.id)], "confirmed": "yes"})


def as_operator(path: str, form: Callable[[Client, str], dict[str, Any]]) -> Callable[[Player], None]:
    """Changes the player in the admin, as a superuser."""

    def happen(player: Player) -> None:
        client = signed_in_operator()
        address = f"/admin/accounts/user/{player.id}/{path}/"
        assert client.post(address, form(client, address)).status_code == 302

    return happen


def changed(**members: str) -> Callable[[Client, str], dict[str, Any]]:
    return lambda client, address: {**form_of(client, address), **members}


def operator_fails(player: Player) -> None:
    User.objects.filter(pk=player.id).update(is_staff=True)
    Client().post("/admin/login/", {"username": player.user["email"], "password": "wrong"})


def operator_signs_in(player: Player) -> None:
    User.objects.filter(pk=player.id).update(is_staff=True)
    Client().post("/admin/login/", {"username": player.user["email"], "password": PASSWORD})


def disown(player: Player) -> None:
    call("POST", "/auth/api/email/verify/resend/", {"email": player.user["email"]})
    call(
        "POST", "/auth/api/email/disown/", {"token": token_in(sent_emails("verify", player.user["email"])[0], "verify")}
    )


def reset_before_verification(player: Player) -> None:
    switched_on(player)
    User.objects.filter(pk=player.id).update(email_verified=False)
    use_reset(player)


HAPPENINGS: dict[str, tuple[Callable[[Player], Any], list[tuple[str, str]]]] = {
    "sign-in": (sign_in, [("sign_in", "new_device")]),
    "registration": (lambda player: registered(), [("account.registered", "done")]),
    "sign-out": (lambda player: player.post("/auth/api/logout/"), [("session.ended", "logout")]),
    "theft": (provoke_theft, [("session.ended", "theft")]),
    "reset": (
        use_reset,
        [("password.reset_requested", "done"), ("session.ended", "password"), ("password.reset", "done")],
    ),
    "password change": (
        lambda player: player.post("/auth/api/password/change/", {"current_password": PASSWORD, "password": NEW}),
        [("password.changed", "done")],
    ),
    "wrong confirmation": (
        lambda player: player.delete("/auth/api/user/", {"password": "wrong"}),
        [("confirmation", "wrong_credentials")],
    ),
    "verification": (
        verify,
        [("email.verification_requested", "done"), ("email.verified", "done")],
    ),
    "disowning": (
        disown,
        [
            ("email.verification_requested", "done"),
            ("session.ended", "deleted"),
            ("account.deleted", "done"),
            ("email.disowned", "done"),
        ],
    ),
    "reset with a second factor from before the verification": (
        reset_before_verification,
        [
            ("second_factor.on", "done"),
            ("password.reset_requested", "done"),
            ("second_factor.off", "done"),
            ("session.ended", "password"),
            ("password.reset", "done"),
        ],
    ),
    "change of e-mail": (change_email, [("email.change_requested", "done"), ("email.changed", "done")]),
    "second factor": (
        second_factor_to_and_fro,
        [
            ("second_factor.on", "done"),
            ("second_factor", "wrong"),
            ("second_factor", "recovery_code"),
            ("sign_in", "new_device"),
            ("second_factor", "recovery_code"),
            ("second_factor.recovery_codes_renewed", "done"),
            ("second_factor", "code"),
            ("second_factor.off", "done"),
        ],
    ),
    "export": (lambda player: player.get("/auth/api/user/export/"), [("account.exported", "done")]),
    "deactivation": (deactivate, [("session.ended", "deactivated"), ("account.deactivated", "done")]),
    "deletion": (
        lambda player: player.delete("/auth/api/user/", {"password": PASSWORD}),
        [("session.ended", "deleted"), ("account.deleted", "done")],
    ),
    "an operator's deletion": (
        as_operator("delete", lambda *_: {"post": "yes"}),
        [("session.ended", "deleted"), ("account.deleted", "done")],
    ),
    "an operator's new password": (
        as_operator("password", lambda *_: {"password1": NEW, "password2": NEW, "usable_password": "true"}),
        [("session.ended", "password"), ("password.changed", "done")],
    ),
    "an operator's new address": (
        as_operator("change", changed(email="other@example.com")),
        [("email.changed", "done")],
    ),
    "rights": (as_operator("change", changed(is_staff="on")), [("account.rights_changed", "done")]),
    "operator's sign-in": (operator_signs_in, [("operator.sign_in", "done")]),
}


IN_THE_ADMIN = {
    "deactivation",
    "an operator's deletion",
    "an operator's new password",
    "an operator's new address",
    "rights",
}


@pytest.mark.parametrize("happening", HAPPENINGS)
def test_an_event_is_recorded_with_exactly_these_facts(happening: str, player: Player, lines: list[Line]) -> None:
    happen, expected = HAPPENINGS[happening]

    happen(player)

    assert [(line["event"], line["outcome"]) for line in lines] == expected
    for line in lines:
        in_the_admin = {"operator"} if happening in IN_THE_ADMIN else set()
        assert set(line) == {"event", "outcome", "player", "ip", "request_id", "logger"} | in_the_admin
        assert line.get("operator") != player.id
        assert line["ip"] in ("127.0.0.1", "192.0.2.7")
        assert line["request_id"]
    if happening != "registration":
        assert {line["player"] for line in lines} == {player.id}


def test_no_line_holds_a_secret_or_an_address_for_mail(player: Player, lines: list[Line]) -> None:
    players = [registered() for _ in HAPPENINGS]
    for (happen, _), one in zip(HAPPENINGS.values(), players, strict=True):
        happen(one)
    sign_in(player, "wrong-secret")
    sent = " ".join(str(message.body) for message in mail.outbox)
    tokens = [token for one in players for token in (one.access, str(one.refresh))]
    names = [one.user["username"] for one in players]
    private = [PASSWORD, NEW, "wrong-secret", "@example.com", *re.findall(r"#token=(\S+)", sent), *tokens, *names]
    assert len(private) > 50
    assert [secret for secret in private if secret in repr(lines)] == []


def test_a_failed_sign_in_to_the_admin_is_recorded(player: Player, lines: list[Line]) -> None:
    operator_fails(player)
    [line] = lines
    assert (line["event"], line["outcome"], line["player"]) == ("operator.sign_in", "wrong_credentials", None)
    assert len(line["account"]) == 16


@pytest.mark.parametrize("whose", ["a player's", "nobody's"])
def test_a_failed_sign_in_is_recorded_by_a_digest_alone(player: Player, lines: list[Line], whose: str) -> None:
    email = player.user["email"] if whose == "a player's" else "nobody@example.com"
    body = {"email": email, "password": "wrong"}
    for _ in range(2):
        assert call("POST", LOGIN, body, X_REQUEST_ID="the-request", REMOTE_ADDR="192.0.2.7").status == 401

    first, second = lines
    assert first == second
    expected = {"event": "sign_in", "outcome": "wrong_credentials", "ip": "192.0.2.7", "request_id": "the-request"}
    expected["logger"] = "numberplay.audit"
    if whose == "nobody's":
        assert len(first.pop("account")) == 16
    assert first == {**expected, "player": player.id if whose == "a player's" else None}


def test_a_limit_that_is_reached_is_recorded(player: Player, lines: list[Line], rates: Callable[..., None]) -> None:
    rates(login_failures="1/5min")
    assert [sign_in(player, "wrong").status for _ in range(2)] == [401, 429]
    assert [(line["event"], line["outcome"]) for line in lines] == [
        ("sign_in", "wrong_credentials"),
        ("sign_in", "throttled"),
    ]
    assert "account" in lines[1]
