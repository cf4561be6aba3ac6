"""A link in an email lets a player choose a new password, once and within an hour. All sessions end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from accounts.models import Mail, User
from tests.accounts.ageing import refreshed, works
from tests.accounts.emails import sent_emails, token_in
from tests.api import PASSWORD, Answer, Player, call

RESET = "/auth/api/password/reset/"
CONFIRM = "/auth/api/password/reset/confirm/"
NEW = "an altogether new secret"

pytestmark = pytest.mark.usefixtures("committed", "eagerly")


def asked(email: str) -> Answer:
    return call("POST", RESET, {"email": email})


def confirmed(token: str, password: Any = NEW) -> Answer:
    return call("POST", CONFIRM, {"token": token, "password": password})


def login(player: Player, password: str) -> int:
    return call("POST", "/auth/api/login/", {"email": player.user["email"], "password": password}).status


@pytest.fixture
def token(eagerly: None, player: Player) -> str:
    assert (asked(player.user["email"]).status, asked(player.user["email"]).raw) == (202, b"{}")
    return token_in(sent_emails("reset", player.user["email"])[0], "reset")


def refused(answer: Answer) -> bool:
    return (answer.status, answer.codes) == (400, {("invalid_token", "token")})


def test_the_link_sets_a_new_password_and_ends_every_session(token: str, player: Player) -> None:
    other = player.sign_in_again()

    answer = confirmed(token)

    assert (answer.status, answer.raw) == (204, b"")
    assert (login(player, PASSWORD), login(player, NEW)) == (401, 200)
    for device in (player, other):
        assert not works(device.access)
        assert refreshed(device.refresh).status == 401
    assert [message.to for message in sent_emails("password_changed")] == [[player.user["email"]]]
    assert User.objects.get().email_verified is True


def test_a_link_works_once_and_takes_the_others_with_it(token: str) -> None:
    another = token_in(sent_emails("reset")[1], "reset")
    assert confirmed(token).status == 204
    assert refused(confirmed(token, "yet another new secret"))
    assert refused(confirmed(another, "yet another new secret"))
    assert User.objects.get().check_password(NEW)


def test_a_link_works_for_an_hour(token: str) -> None:
    Mail.objects.filter(kind="reset").update(
        created_at=Mail.objects.latest("created_at").created_at - timedelta(hours=1)
    )
    assert refused(confirmed(token))
    assert User.objects.get().check_password(PASSWORD)


def test_a_link_ends_with_the_password_of_its_time(token: str, account: User) -> None:
    account.set_password("meanwhile another one")
    account.save()
    assert refused(confirmed(token))


def test_a_link_ends_with_the_address_that_it_was_sent_to(token: str) -> None:
    User.objects.update(email="elsewhere@example.com")
    assert refused(confirmed(token))


def test_a_link_works_for_one_purpose_only(token: str, player: Player) -> None:
    welcome = token_in(sent_emails("welcome")[0], "verify")
    assert refused(confirmed(welcome))
    assert refused(call("POST", "/auth/api/email/verify/", {"token": token}))
    assert User.objects.get().check_password(PASSWORD)
    assert User.objects.get().email_verified is False


@pytest.mark.parametrize(
    ("password", "code"),
    [("w8Zq", "password_too_short"), ("8146273905", "password_entirely_numeric"), ("password1", "password_too_common")],
)
def test_a_weak_password_is_refused_and_the_link_still_works(token: str, password: str, code: str) -> None:
    answer = confirmed(token, password)
    assert answer.status == 400
    assert (code, "password") in answer.codes
    assert User.objects.get().check_password(PASSWORD)
    assert confirmed(token).status == 204


def test_a_password_like_the_players_own_name_is_refused(token: str, player: Player) -> None:
    assert confirmed(token, player.user["email"]).codes == {("password_too_similar", "password")}


def test_for_an_unknown_address_the_answer_is_the_same_and_nothing_stays(player: Player) -> None:
    known, unknown = asked(player.user["email"]), asked("nobody@example.com")

    assert (known.status, known.raw) == (unknown.status, unknown.raw) == (202, b"{}")
    assert known.headers.keys() == unknown.headers.keys()
    assert sent_emails("reset", "nobody@example.com") == []
    assert not Mail.objects.filter(to="nobody@example.com").exists()


def test_a_disabled_account_gets_no_link(player: Player) -> None:
    User.objects.update(is_active=False)
    assert asked(player.user["email"]).status == 202
    assert sent_emails("reset") == []
