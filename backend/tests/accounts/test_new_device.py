"""A sign-in from a new device sends an email. A device is a user agent and a network."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import Mail
from tests.accounts.emails import sent_emails
from tests.api import PASSWORD, Player, call

pytestmark = pytest.mark.usefixtures("committed", "eagerly")


def login(player: Player, password: str = PASSWORD, **headers: Any) -> int:
    body = {"email": player.user["email"], "password": password}
    return call("POST", "/auth/api/login/", body, **headers).status


def test_the_first_device_is_no_news(player: Player) -> None:
    assert login(player) == 200
    assert sent_emails("new_device") == []


def test_another_program_causes_one_email(player: Player) -> None:
    assert [login(player, USER_AGENT="Other/2.0", REMOTE_ADDR="127.0.0.9") for _ in range(2)] == [200, 200]

    [message] = sent_emails("new_device")
    assert message.to == [player.user["email"]]
    assert "Other/2.0, IP address 127.0.0.9." in str(message.body)


@pytest.mark.parametrize(
    ("first", "then", "emails"),
    [
        ("198.51.100.7", "198.51.100.200", 1),
        ("198.51.100.7", "198.51.101.7", 2),
        ("2001:db8:1:2::7", "2001:db8:1:ff::9", 1),
        ("2001:db8:1::7", "2001:db8:2::7", 2),
        ("198.51.100.7", "unix", 2),
    ],
)
def test_a_network_is_known_by_its_prefix(player: Player, first: str, then: str, emails: int) -> None:
    for address in (first, then):
        assert login(player, REMOTE_ADDR=address) == 200
    assert len(sent_emails("new_device")) == emails


def test_a_failed_sign_in_sends_no_email(player: Player) -> None:
    assert login(player, "wrong", USER_AGENT="Other/2.0") == 401
    assert Mail.objects.count() == 1
