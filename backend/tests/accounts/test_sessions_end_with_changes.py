"""A new password, deactivation and deletion end every session immediately, however they are made."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from asgiref.sync import sync_to_async

from accounts.models import Session, User
from core.sockets import hub
from tests.accounts.ageing import refreshed, works
from tests.api import Player, call, registered
from tests.sockets import Sockets

by_thread = sync_to_async(thread_sensitive=False)


def new_password(user: User) -> None:
    user.set_password("an altogether new secret")
    user.save()


def new_password_in_its_field_alone(user: User) -> None:
    user.set_password("an altogether new secret")
    user.save(update_fields=["password"])


def no_password(user: User) -> None:
    user.set_unusable_password()
    user.save()


def deactivation(user: User) -> None:
    user.is_active = False
    user.save()


def deletion(user: User) -> None:
    user.delete()


def deletion_of_many(user: User) -> None:
    User.objects.filter(pk=user.pk).delete()


CHANGES = [new_password, new_password_in_its_field_alone, no_password, deactivation, deletion, deletion_of_many]


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize("change", CHANGES)
def test_earlier_tokens_are_refused(player: Player, account: User, change: Callable[[User], None]) -> None:
    devices, stranger = [player, player.sign_in_again()], registered()
    assert [works(device.access) for device in devices] == [True, True]

    change(account)

    for device in devices:
        answer = call("GET", "/auth/api/sessions/", token=device.access)
        assert (answer.status, answer.codes) == (401, {("session_ended", None)})
        assert answer.headers["WWW-Authenticate"] == 'Bearer realm="numberplay"'
        assert call("POST", "/api/game/play/", {"number": 842}, token=device.access).status == 401
        assert refreshed(device.refresh).status == 401
    assert Session.objects.filter(player_id=player.id, ended_at=None).count() == 0
    assert works(stranger.access)


@pytest.mark.usefixtures("committed")
def test_the_reason_is_kept(player: Player, account: User) -> None:
    new_password(account)
    assert Session.objects.get().end_reason == "password"
    player.password = "an altogether new secret"
    player.sign_in_again()
    deactivation(account)
    assert set(Session.objects.values_list("end_reason", flat=True)) == {"password", "deactivated"}


@pytest.mark.usefixtures("committed")
def test_other_changes_end_nothing(player: Player, account: User) -> None:
    account.email_verified = True
    account.username = "renamed"
    account.save()
    assert works(player.access)
    assert refreshed(player.refresh).status == 200


@pytest.fixture
def no_announcements(monkeypatch: pytest.MonkeyPatch) -> None:
    """Disables the sweeps."""
    monkeypatch.setattr(hub, "SWEEP_SECONDS", 60)


@pytest.mark.usefixtures("no_announcements")
@pytest.mark.parametrize("change", CHANGES)
async def test_sockets_are_closed_with_4401_within_two_seconds(
    sockets: Sockets, change: Callable[[User], None]
) -> None:
    player, stranger = await by_thread(registered)(), await by_thread(registered)()
    one, other = await sockets.open(player.access), await sockets.open(player.access)
    foreign = await sockets.open(stranger.access)

    await by_thread(change)(await User.objects.aget(pk=player.id))

    assert await one.closed(2) == 4401
    assert await other.closed(2) == 4401
    await foreign.send({"type": "ping"})
    assert await foreign.receive() == {"type": "pong", "seq": 0}


@pytest.mark.usefixtures("no_announcements")
async def test_signing_out_closes_the_sockets_of_that_session_and_of_no_other(sockets: Sockets) -> None:
    player = await by_thread(registered)()
    device = await by_thread(player.sign_in_again)()
    one, other = await sockets.open(player.access), await sockets.open(device.access)

    assert (await by_thread(player.post)("/auth/api/logout/")).status == 204

    assert await one.closed(2) == 4401
    await other.send({"type": "ping"})
    assert await other.receive() == {"type": "pong", "seq": 0}


@pytest.mark.usefixtures("no_announcements")
async def test_the_theft_of_a_refresh_token_closes_the_sockets_of_its_session(sockets: Sockets) -> None:
    player = await by_thread(registered)()
    socket = await sockets.open(player.access)
    for _ in range(2):
        latest = (await by_thread(refreshed)(player.refresh)).json["refresh"]
    await by_thread(refreshed)(latest)

    assert (await by_thread(refreshed)(player.refresh)).status == 401

    assert await socket.closed(2) == 4401


async def test_a_session_that_ended_without_a_word_is_found_by_the_sweep(
    sockets: Sockets, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hub.SWEEP_SECONDS < 2
    monkeypatch.setattr(hub, "SWEEP_SECONDS", 0.1)
    player, stranger = await by_thread(registered)(), await by_thread(registered)()
    socket, foreign = await sockets.open(player.access), await sockets.open(stranger.access)

    await User.objects.filter(pk=player.id).aupdate(is_active=False)  # without signals

    assert await socket.closed(2) == 4401
    assert await foreign.receives_nothing()
