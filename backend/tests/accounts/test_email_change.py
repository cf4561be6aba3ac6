"""The address changes when the link sent to the new one is used, and the old one is notified immediately."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from accounts.mail import links
from accounts.models import Mail, User
from tests.accounts.emails import sent_emails, token_in
from tests.api import PASSWORD, Answer, Player, call, registered

CHANGE = "/auth/api/email/change/"
NEW = "new@example.com"

pytestmark = pytest.mark.usefixtures("committed", "eagerly")


def asked(player: Player, email: str = NEW, password: str = PASSWORD) -> Answer:
    return player.post(CHANGE, {"email": email, "password": password})


def used() -> Answer:
    [message] = sent_emails("email_change", NEW)
    return call("POST", "/auth/api/email/verify/", {"token": token_in(message, "verify")})


def refused(answer: Answer) -> bool:
    return (answer.status, answer.codes) == (400, {("invalid_token", "token")})


def test_the_link_changes_the_address_and_the_old_one_was_notified(player: Player) -> None:
    old = player.user["email"]

    answer = asked(player, " New@Example.COM ")

    assert (answer.status, answer.raw) == (202, b"{}")
    assert player.get("/auth/api/user/").json == player.user
    [notice] = sent_emails("email_changing", old)
    assert NEW in str(notice.body)
    assert "#token=" not in str(notice.body)

    changed = used()
    assert changed.json == {"user": {**player.user, "email": NEW, "email_verified": True}}
    statuses = [call("POST", "/auth/api/login/", {"email": email, "password": PASSWORD}).status for email in (old, NEW)]
    assert statuses == [401, 200]


def test_a_taken_address_gets_the_same_response_and_only_its_owner_an_email(player: Player) -> None:
    owner = registered()
    free, taken = asked(player, "free@example.com"), asked(player, owner.user["email"])

    assert (free.status, free.raw) == (taken.status, taken.raw)
    [message] = sent_emails("email_taken")
    assert message.to == [owner.user["email"]]
    assert player.user["email"] not in str(message.body)
    assert sent_emails("email_change", owner.user["email"]) == []


def test_an_address_that_has_been_taken_since_is_refused(player: Player) -> None:
    asked(player)
    registered(email=NEW)
    assert refused(used())
    assert player.get("/auth/api/user/").json["email"] == player.user["email"]


def test_the_link_ends_with_the_password_of_its_time(player: Player, account: User) -> None:
    asked(player)
    account.set_password("an altogether new secret")
    account.save()
    assert refused(used())
    assert User.objects.get().email == player.user["email"]


def test_a_password_that_changes_in_the_very_moment_of_the_use_ends_the_link(
    player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(player)
    find = links.find

    def found_and_changed(token: str, purposes: Collection[str]) -> Mail:
        mail = find(token, purposes)
        User.objects.update(password="another")
        return mail

    monkeypatch.setattr(links, "find", found_and_changed)
    assert refused(used())
    assert User.objects.get().email == player.user["email"]
    assert Mail.objects.get(kind="email_change").link_used_at is None


def test_the_first_of_two_links_to_be_used_wins(player: Player) -> None:
    asked(player, "other@example.com")
    asked(player)
    assert used().status == 200
    [other] = sent_emails("email_change", "other@example.com")
    assert refused(call("POST", "/auth/api/email/verify/", {"token": token_in(other, "verify")}))


def test_without_the_password_nothing_is_sent(player: Player) -> None:
    answer = asked(player, password="wrong")
    assert (answer.status, answer.codes) == (400, {("invalid_password", "password")})
    assert Mail.objects.count() == 1


def test_the_current_address_is_no_change(player: Player) -> None:
    assert asked(player, player.user["email"]).status == 202
    assert Mail.objects.count() == 1
