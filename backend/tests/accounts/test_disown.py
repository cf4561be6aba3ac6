"""The information behind a verification link before it is confirmed, and removing an account that isn't yours."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest

from accounts.models import Mail, User
from game.models import Play
from tests.accounts.ageing import refreshed, works
from tests.accounts.emails import sent_emails, token_in
from tests.api import PASSWORD, Answer, Player, call, registered

INSPECT = "/auth/api/email/verify/inspect/"
DISOWN = "/auth/api/email/disown/"
VERIFY = "/auth/api/email/verify/"

pytestmark = pytest.mark.usefixtures("committed", "eagerly")


def sent(path: str, token: str) -> Answer:
    return call("POST", path, {"token": token})


@pytest.fixture
def token(eagerly: None, player: Player) -> str:
    [message] = sent_emails("welcome")
    return token_in(message, "verify")


@pytest.fixture
def change(eagerly: None, player: Player) -> str:
    """The token of the link that would change the player's address to another person's."""
    player.post("/auth/api/email/change/", {"email": "other@example.com", "password": PASSWORD})
    return token_in(sent_emails("email_change", "other@example.com")[0], "verify")


def refused(answer: Answer) -> bool:
    return (answer.status, answer.codes) == (400, {("invalid_token", "token")})


def test_the_account_is_named_with_its_age_and_the_link_still_works(token: str, player: Player) -> None:
    expected = {name: player.user[name] for name in ("username", "date_joined")}
    assert [(sent(INSPECT, token).status, sent(INSPECT, token).json) for _ in range(2)] == [(200, expected)] * 2
    assert User.objects.get().email_verified is False
    assert sent(VERIFY, token).status == 200


def test_the_account_of_a_change_is_named_too(change: str, player: Player) -> None:
    assert sent(INSPECT, change).json["username"] == player.user["username"]


def test_an_account_that_was_never_verified_is_removed_with_everything(token: str, player: Player) -> None:
    bystander = registered()
    other_device = player.sign_in_again()
    player.play(842)

    answer = sent(DISOWN, token)

    assert (answer.status, answer.raw) == (204, b"")
    assert list(User.objects.values_list("pk", flat=True)) == [bystander.id]
    assert not Play.objects.exists()
    for device in (player, other_device):
        assert not works(device.access)
        assert refreshed(device.refresh).status == 401
    newcomer = registered(email=player.user["email"])
    assert newcomer.user["email_verified"] is False
    assert works(bystander.access)


def test_an_account_that_was_verified_stays(token: str, player: Player) -> None:
    User.objects.update(email_verified=True)
    answer = sent(DISOWN, token)
    assert (answer.status, answer.codes) == (409, {("email_already_verified", None)})
    assert works(player.access)
    assert sent(VERIFY, token).status == 200


@pytest.mark.parametrize("verified", [True, False])
def test_the_owner_of_an_address_refuses_that_an_account_changes_to_it(
    change: str, player: Player, verified: bool
) -> None:
    User.objects.update(email_verified=verified)

    assert sent(DISOWN, change).status == 204

    assert works(player.access)
    assert User.objects.values_list("email", "email_verified").get() == (player.user["email"], verified)
    for path in (INSPECT, VERIFY, DISOWN):
        assert refused(sent(path, change))


def expire(token: str, player: Player) -> str:
    Mail.objects.update(created_at=Mail.objects.earliest("created_at").created_at - timedelta(days=3))
    return token


def reset_link(token: str, player: Player) -> str:
    call("POST", "/auth/api/password/reset/", {"email": player.user["email"]})
    return token_in(sent_emails("reset")[0], "reset")


def disable(token: str, player: Player) -> str:
    User.objects.update(is_active=False)
    return token


def change_password(token: str, player: Player) -> str:
    body = {"current_password": PASSWORD, "password": "an altogether new secret"}
    assert player.post("/auth/api/password/change/", body).status == 204
    return token


def use(token: str, player: Player) -> str:
    assert sent(VERIFY, token).status == 200
    return token


WORTHLESS: dict[str, Callable[[str, Player], str]] = {
    "nonsense": lambda token, player: "nonsense",
    "another seal": lambda token, player: token[:-1] + ("0" if token[-1] != "0" else "1"),
    "another mail": lambda token, player: f"{uuid.uuid4().hex}.{token.partition('.')[2]}",
    "no seal": lambda token, player: token.partition(".")[0],
    "not ASCII": lambda token, player: f"{token}ü",
    "expired": expire,
    "used": use,
    "for a reset": reset_link,
    "of a disabled account": disable,
    "from before the password": change_password,
}


@pytest.mark.parametrize("path", [INSPECT, DISOWN])
@pytest.mark.parametrize("worthless", WORTHLESS)
def test_an_invalid_link_names_and_removes_nobody(worthless: str, path: str, token: str, player: Player) -> None:
    offered = WORTHLESS[worthless](token, player)
    assert refused(sent(path, offered))
    assert User.objects.count() == 1


@pytest.mark.parametrize("path", [INSPECT, DISOWN])
def test_an_address_of_the_network_is_limited(path: str, token: str, rates: Callable[..., None]) -> None:
    rates(login="3/min")
    answers = [sent(path, "nonsense") for _ in range(4)]
    assert [answer.status for answer in answers] == [400, 400, 400, 429]
    assert 1 <= int(answers[3].headers["Retry-After"]) <= 60
    assert call("POST", path, {"token": token}, REMOTE_ADDR="192.0.2.9").status in (200, 204)


def test_the_email_says_what_to_do_if_the_account_is_not_yours(player: Player) -> None:
    call("POST", "/auth/api/email/verify/resend/", {"email": player.user["email"]})
    for kind in ("welcome", "verify"):
        assert "lets you remove the account" in str(sent_emails(kind)[0].body)
