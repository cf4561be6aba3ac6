"""The refresh token is replaced at every use. A replaced one works for ten seconds; later use counts as theft."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from accounts.models import Session, User
from tests.accounts.ageing import age, refreshed, works
from tests.accounts.test_forged_tokens import claims_of
from tests.api import Player, call
from tests.core.clock import Clock

pytestmark = pytest.mark.usefixtures("committed")


def test_a_refresh_answers_with_a_successor_and_a_new_access_token(player: Player) -> None:
    answer = refreshed(player.refresh)

    assert answer.status == 200
    assert set(answer.json) == {"access", "refresh"}
    assert answer.json["refresh"] != player.refresh
    assert answer.json["access"] != player.access
    assert works(answer.json["access"])
    assert works(player.access)
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_refresh_keeps_the_one_session_and_notes_its_use_and_device(player: Player) -> None:
    age(hours=1)
    before = Session.objects.get()

    call(
        "POST",
        "/auth/api/token/refresh/",
        {"refresh": player.refresh},
        USER_AGENT="Moved/1.0",
        REMOTE_ADDR="192.0.2.7",
    )

    session = Session.objects.get()
    assert (session.pk, session.created_at) == (before.pk, before.created_at)
    assert session.last_used_at - before.last_used_at >= timedelta(hours=1)
    assert (session.user_agent, session.ip) == ("Moved/1.0", "192.0.2.7")
    assert session.current_token != before.current_token
    assert session.previous_token == before.current_token


def test_successors_follow_each_other(player: Player) -> None:
    refresh, seen = player.refresh, {player.refresh}
    for _ in range(5):
        refresh = refreshed(refresh).json["refresh"]
        seen.add(refresh)
    assert len(seen) == 6
    assert Session.objects.count() == 1


@pytest.mark.parametrize("ahead", [-90, 0, 90])
def test_within_ten_seconds_the_replaced_token_answers_with_the_very_same_successor(
    player: Player, clock: Clock, ahead: float
) -> None:
    first = refreshed(player.refresh)
    age(seconds=9)
    clock.move(ahead)  # the clock of this process; the database's clock decides
    again = refreshed(player.refresh)

    assert (first.status, again.status) == (200, 200)
    assert claims_of(again.json["refresh"])["jti"] == claims_of(first.json["refresh"])["jti"]
    assert refreshed(first.json["refresh"]).status == 200


def test_a_lost_response_is_repeated_exactly(player: Player) -> None:
    successors = {refreshed(player.refresh).json["refresh"] for _ in range(3)}
    assert len(successors) == 1


def test_the_use_of_a_replaced_token_after_that_ends_the_whole_session(player: Player) -> None:
    successor = refreshed(player.refresh).json
    age(seconds=11)
    other = player.sign_in_again()
    assert works(successor["access"])

    theft = refreshed(player.refresh)

    assert (theft.status, theft.codes) == (401, {("token_not_valid", None)})
    assert "WWW-Authenticate" in theft.headers
    assert refreshed(successor["refresh"]).status == 401
    assert not works(successor["access"])
    assert not works(player.access)
    assert call("GET", "/auth/api/user/", token=player.access).codes == {("session_ended", None)}
    ended = Session.objects.exclude(ended_at=None)
    assert [session.end_reason for session in ended] == ["theft"]
    assert works(other.access)


def test_a_token_that_was_replaced_twice_is_theft_at_once(player: Player) -> None:
    second = refreshed(player.refresh).json["refresh"]
    third = refreshed(second).json["refresh"]

    assert refreshed(player.refresh).status == 401
    assert refreshed(third).status == 401
    assert Session.objects.get().end_reason == "theft"


def test_a_thief_with_a_token_of_another_session_harms_only_that_one(player: Player) -> None:
    other = player.sign_in_again()
    refreshed(other.refresh)
    age(minutes=1)

    assert refreshed(other.refresh).status == 401
    assert not works(other.access)
    assert works(player.access)
    assert refreshed(player.refresh).status == 200


@pytest.mark.parametrize(
    ("body", "code", "attr"),
    [
        ({}, "required", "refresh"),
        ({"refresh": None}, "null", "refresh"),
        ({"refresh": ""}, "blank", "refresh"),
        ({"refresh": ["x"]}, "invalid", "refresh"),
        ({"refresh": "x" * 2049}, "max_length", "refresh"),
        ({"refresh": "a\x00b"}, "null_characters_not_allowed", "refresh"),
    ],
)
def test_anything_but_a_refresh_token_is_bad_input(body: Any, code: str, attr: str) -> None:
    answer = call("POST", "/auth/api/token/refresh/", body)
    assert (answer.status, answer.codes) == (400, {(code, attr)})


def test_a_deleted_player_is_refused(player: Player, account: User) -> None:
    account.delete()
    assert (refreshed(player.refresh).status, works(player.access)) == (401, False)


def test_a_player_disabled_in_the_database_is_refused(player: Player) -> None:
    User.objects.filter(pk=player.id).update(is_active=False)
    assert refreshed(player.refresh).status == 401
