"""The weekly summary by email is opt-in, and can be ended in the account or with a link in the email."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection

from accounts.mail import outbox, subscriptions
from accounts.mail.kinds import WEEKLY_SUMMARY
from accounts.models import Mail, User, WeeklySummarySubscription
from tests.accounts.emails import sent_emails, token_in
from tests.accounts.second_factors import verified
from tests.api import PASSWORD, Player, call, registered
from tests.concurrency.deletions import while_it_is_deleted

PATH, UNSUBSCRIBE = "/auth/api/email/subscriptions/", "/auth/api/email/unsubscribe/"
FACTS = {"first": "2026-01-26", "last": "2026-02-01", "plays": "3", "wins": "2", "points": "631.6"}

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def subscriber(player: Player) -> Player:
    assert verified(player).patch(PATH, {"weekly_summary": True}).json == {"weekly_summary": True}
    return player


def is_subscribed(player: Player) -> bool:
    return bool(player.get(PATH).json["weekly_summary"])


def sent_to(player: Player) -> mail.EmailMessage:
    outbox.enqueue(User.objects.get(pk=player.id), WEEKLY_SUMMARY, **FACTS)
    return sent_emails(WEEKLY_SUMMARY, player.user["email"])[-1]


def test_it_is_off_until_the_player_turns_it_on_and_then_until_it_is_turned_off(player: Player) -> None:
    assert player.get(PATH).json == {"weekly_summary": False}
    verified(player)
    for wanted in (True, True, False, False, True):
        answer = player.patch(PATH, {"weekly_summary": wanted})
        assert (answer.status, answer.json) == (200, {"weekly_summary": wanted})
        assert is_subscribed(player) is wanted
    assert not is_subscribed(registered())


def test_it_needs_a_verified_address(player: Player) -> None:
    answer = player.patch(PATH, {"weekly_summary": True})
    assert (answer.status, answer.codes) == (403, {("email_not_verified", None)})
    assert player.patch(PATH, {"weekly_summary": False}).status == 200
    assert not WeeklySummarySubscription.objects.exists()


@pytest.mark.parametrize("value", ["true", 1, 0, None, [], "on"])
def test_only_true_and_false_are_accepted(player: Player, value: object) -> None:
    answer = verified(player).patch(PATH, {"weekly_summary": value})
    assert (answer.status, {attr for _, attr in answer.codes}) == (400, {"weekly_summary"})
    assert player.patch(PATH, {}).codes == {("required", "weekly_summary")}
    assert not is_subscribed(player)


@pytest.mark.usefixtures("eagerly")
class TestSent:
    def test_the_email_says_what_was_played_and_how_to_unsubscribe(self, subscriber: Player) -> None:
        message = sent_to(subscriber)
        text = str(message.body)
        assert "from 2026-01-26 to 2026-02-01 (UTC): 3. Wins: 2. Points: 631.6." in text
        token = token_in(message, "unsubscribe")
        address = f"http://localhost:3000{UNSUBSCRIBE}?token={token}"
        assert message.extra_headers["List-Unsubscribe"] == f"<{address}>"
        assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        html = message.alternatives[0][0]  # type: ignore[attr-defined]
        assert f'<a href="http://localhost:3000/unsubscribe#token={token}"' in html

    def test_other_emails_have_no_link_to_unsubscribe(self, subscriber: Player) -> None:
        outbox.enqueue(User.objects.get(pk=subscriber.id), "second_factor_on")
        [message] = sent_emails("second_factor_on")
        assert "List-Unsubscribe" not in message.extra_headers
        assert "unsubscribe" not in str(message.body).lower()

    @pytest.mark.parametrize("content_type", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
    def test_a_mail_program_unsubscribes_with_one_click(self, subscriber: Player, content_type: str) -> None:
        other = verified(registered())
        other.patch(PATH, {"weekly_summary": True})
        [address] = re.findall(r"<http://localhost:3000(.*)>", sent_to(subscriber).extra_headers["List-Unsubscribe"])
        for _ in range(2):
            answer = call("POST", address, raw=b"List-Unsubscribe=One-Click", CONTENT_TYPE=content_type)
            assert (answer.status, answer.raw) == (204, b"")
        assert not is_subscribed(subscriber)
        assert is_subscribed(other)

    def test_the_link_still_works_after_the_password_and_the_signing_key_have_changed(
        self, subscriber: Player, settings: pytest.FixtureRequest
    ) -> None:
        token = token_in(sent_to(subscriber), "unsubscribe")
        subscriber.post(
            "/auth/api/password/change/", {"current_password": PASSWORD, "password": "an analytical engine of 1837"}
        )
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]  # type: ignore[attr-defined]
        settings.SECRET_KEY = "another key" * 5  # type: ignore[attr-defined]
        assert call("POST", UNSUBSCRIBE, {"token": token}).status == 204
        assert not WeeklySummarySubscription.objects.exists()

    def test_an_email_that_waits_is_not_sent_to_a_player_who_has_unsubscribed(self, subscriber: Player) -> None:
        subscriber.patch(PATH, {"weekly_summary": False})
        outbox.enqueue(User.objects.get(pk=subscriber.id), WEEKLY_SUMMARY, **FACTS)
        assert sent_emails(WEEKLY_SUMMARY) == []
        assert not Mail.objects.filter(kind=WEEKLY_SUMMARY).exists()


@pytest.mark.parametrize("form", ["{0}.", "{0}.{1}0", "0{0}.{1}", "2{0}.{1}", "{1}", "{0}.x"])
def test_a_forged_token_ends_nothing(subscriber: Player, form: str) -> None:
    token = form.format(*subscriptions.unsubscribe_token(subscriber.id).split("."))
    by_body = call("POST", UNSUBSCRIBE, {"token": token})
    by_query = call("POST", f"{UNSUBSCRIBE}?{urlencode({'token': token})}")
    assert by_query.codes == {("invalid_token", "token")}
    assert [by_body.status, by_query.status] == [400, 400]
    assert is_subscribed(subscriber)
    assert settings.SECRET_KEY not in token


def test_a_deleted_player_leaves_no_subscription(subscriber: Player) -> None:
    assert subscriber.delete("/auth/api/user/", {"password": PASSWORD}).status == 204
    assert not WeeklySummarySubscription.objects.exists()


def test_a_player_who_subscribes_while_being_deleted_leaves_no_subscription(subscriber: Player) -> None:
    gone = registered()
    user = User.objects.get(pk=gone.id)
    while_it_is_deleted(gone, lambda: subscriptions.subscribe(user))
    assert WeeklySummarySubscription.objects.get().pk == subscriber.id


def test_a_player_who_subscribes_just_before_being_deleted_leaves_no_subscription(subscriber: Player) -> None:
    table = connection.ops.quote_name(User._meta.db_table)

    def subscribe_first(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.split()[:3] == ["DELETE", "FROM", table]:
            WeeklySummarySubscription.objects.create(player_id=subscriber.id)
        return execute(sql, *rest)

    with connection.execute_wrapper(subscribe_first):
        User.objects.get(pk=subscriber.id).delete()
    assert not WeeklySummarySubscription.objects.exists()
