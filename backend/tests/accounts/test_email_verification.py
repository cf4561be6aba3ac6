"""A link in an email verifies the player's address. It works once, for three days."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest

from accounts.models import Mail, User
from tests.accounts.emails import sent_emails, token_in
from tests.api import Answer, Player, call

VERIFY = "/auth/api/email/verify/"
RESEND = "/auth/api/email/verify/resend/"

pytestmark = pytest.mark.usefixtures("committed", "eagerly")


def verified(token: str) -> Answer:
    return call("POST", VERIFY, {"token": token})


def resent(email: str) -> Answer:
    return call("POST", RESEND, {"email": email})


@pytest.fixture
def token(eagerly: None, player: Player) -> str:
    """The token of the welcome email."""
    [message] = sent_emails("welcome")
    return token_in(message, "verify")


def refused(answer: Answer) -> bool:
    return (answer.status, answer.codes) == (400, {("invalid_token", "token")})


def test_the_link_in_the_welcome_verifies_the_address(token: str, player: Player) -> None:
    answer = verified(token)

    assert (answer.status, answer.json) == (200, {"user": {**player.user, "email_verified": True}})
    assert player.get("/auth/api/user/").json["email_verified"] is True


def test_a_link_works_once(token: str) -> None:
    assert verified(token).status == 200
    assert refused(verified(token))


def test_a_link_works_for_three_days(token: str) -> None:
    Mail.objects.update(created_at=Mail.objects.get().created_at - timedelta(days=3))
    assert refused(verified(token))
    assert User.objects.get().email_verified is False


@pytest.mark.parametrize(
    "forge",
    [
        lambda token: "nonsense",
        lambda token: token[:-1] + ("0" if token[-1] != "0" else "1"),
        lambda token: f"{uuid.uuid4().hex}.{token.partition('.')[2]}",
        lambda token: token.partition(".")[0],
        lambda token: f"{token.partition('.')[0]}.",
        lambda token: f"{token}ü",
        lambda token: f"{token}.{token}",
        lambda token: token.upper(),
        lambda token: f"{{{token[:32]}}}{token[32:]}",
        lambda token: f"urn:uuid:{token}",
        lambda token: f"{token[:8]}-{token[8:]}",
        lambda token: token.replace("0", "\N{ARABIC-INDIC DIGIT ZERO}"),
    ],
)
def test_a_token_that_we_did_not_sign_is_refused(token: str, forge: Callable[[str], str]) -> None:
    assert refused(verified(forge(token)))
    assert User.objects.get().email_verified is False
    assert Mail.objects.get().link_used_at is None


def test_stored_rows_contain_no_usable_token(token: str) -> None:
    stored = repr(list(Mail.objects.values())) + repr(list(User.objects.values()))
    assert token.partition(".")[2] not in stored


def test_a_link_is_sent_again_and_the_first_one_still_works(token: str, player: Player) -> None:
    assert (resent(player.user["email"]).status, len(sent_emails("verify"))) == (202, 1)
    again = token_in(sent_emails("verify")[0], "verify")
    assert again != token
    assert verified(token).status == 200
    assert verified(again).status == 200


@pytest.mark.parametrize("whose", ["nobody's", "a disabled player's", "a verified player's"])
def test_resending_gets_the_same_response_and_sends_nothing_to_others(player: Player, whose: str) -> None:
    known = resent(player.user["email"])
    email = "nobody@example.com" if whose == "nobody's" else player.user["email"]
    if whose == "a disabled player's":
        User.objects.update(is_active=False)
    if whose == "a verified player's":
        User.objects.update(email_verified=True)

    answer = resent(email)

    assert (answer.status, answer.raw) == (known.status, known.raw) == (202, b"{}")
    assert len(sent_emails("verify")) == 1
    assert set(Mail.objects.values_list("state", flat=True)) == {"sent"}
    assert Mail.objects.count() == 2


def test_a_link_of_a_disabled_account_is_refused(token: str) -> None:
    User.objects.update(is_active=False)
    assert refused(verified(token))
