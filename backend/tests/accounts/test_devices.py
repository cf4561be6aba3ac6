"""Signed-in devices: listing them, and signing out one or all others."""

from __future__ import annotations

import uuid

import pytest

from accounts.models import Session
from tests.accounts.ageing import refreshed, works
from tests.api import Player, call, registered

pytestmark = pytest.mark.usefixtures("committed")


def ids_of(player: Player) -> dict[bool, list[str]]:
    """The ids of the sessions by whether they are the current one."""
    ids: dict[bool, list[str]] = {True: [], False: []}
    for session in player.get("/auth/api/sessions/").json:
        ids[session["current"]].append(session["id"])
    return ids


def test_the_list_says_where_a_player_is_signed_in_and_nothing_else(player: Player) -> None:
    player.sign_in_again()
    registered()

    answer = player.get("/auth/api/sessions/")

    assert answer.headers["Cache-Control"] == "no-store"
    assert [session["current"] for session in answer.json] == [False, True]
    row = Session.objects.filter(player_id=player.id).earliest("created_at")
    assert answer.json[1] == {
        "id": str(row.pk),
        "created_at": row.created_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "last_used_at": row.last_used_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "ip": "127.0.0.1",
        "user_agent": "",
        "current": True,
    }


def test_one_other_session_is_ended_at_once(player: Player) -> None:
    other, third = player.sign_in_again(), player.sign_in_again()
    [session] = ids_of(other)[True]
    assert works(other.access)

    answer = player.delete(f"/auth/api/sessions/{session}/")

    assert (answer.status, answer.raw) == (204, b"")
    assert not works(other.access)
    assert refreshed(other.refresh).status == 401
    assert works(player.access)
    assert works(third.access)
    assert len(player.get("/auth/api/sessions/").json) == 2
    assert player.delete(f"/auth/api/sessions/{session}/").status == 404


def test_the_current_session_can_be_ended_too(player: Player) -> None:
    assert player.delete(f"/auth/api/sessions/{ids_of(player)[True][0]}/").status == 204
    assert not works(player.access)


def test_all_others_are_ended_and_this_one_stays(player: Player) -> None:
    stranger, others = registered(), [player.sign_in_again() for _ in range(3)]

    assert player.delete("/auth/api/sessions/").status == 204

    assert [works(other.access) for other in others] == [False] * 3
    assert works(player.access)
    assert works(stranger.access)
    assert ids_of(player)[False] == []
    assert {session.end_reason for session in Session.objects.exclude(ended_at=None)} == {"revoked"}


def test_a_session_of_another_player_is_not_found_and_stays(player: Player) -> None:
    stranger = registered()
    [session] = ids_of(stranger)[True]

    answer = player.delete(f"/auth/api/sessions/{session}/")

    assert (answer.status, answer.codes) == (404, {("not_found", None)})
    assert answer.raw == player.delete(f"/auth/api/sessions/{uuid.uuid4()}/").raw
    assert works(stranger.access)
    assert Session.objects.get(pk=session).ended_at is None


@pytest.mark.parametrize("session", ["1", "x", "0" * 37, "..", "%00"])
def test_an_invalid_id_is_not_found(player: Player, session: str) -> None:
    answer = player.delete(f"/auth/api/sessions/{session}/")
    assert (answer.status, answer.codes) == (404, {("not_found", None)})


def test_signing_out_ends_this_session_only(player: Player) -> None:
    other = player.sign_in_again()

    answer = player.post("/auth/api/logout/")

    assert (answer.status, answer.raw) == (204, b"")
    assert call("GET", "/auth/api/user/", token=player.access).codes == {("session_ended", None)}
    assert refreshed(player.refresh).status == 401
    assert player.post("/auth/api/logout/").status == 401
    assert works(other.access)
    assert Session.objects.get(end_reason="logout").ended_at is not None


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "user/"),
        ("PATCH", "user/"),
        ("DELETE", "user/"),
        ("GET", "sessions/"),
        ("DELETE", "sessions/"),
        ("DELETE", "sessions/8ae85816-f829-43c7-82ff-146ccfd58fa8/"),
        ("POST", "logout/"),
    ],
)
def test_all_of_it_needs_an_access_token(method: str, path: str) -> None:
    answer = call(method, f"/auth/api/{path}", {})
    assert (answer.status, answer.codes) == (401, {("not_authenticated", None)})
    assert answer.headers["Cache-Control"] == "no-store"
