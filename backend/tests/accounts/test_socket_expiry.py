"""A socket stays open as long as its token, or a later one, is valid."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import jwt
import pytest
from asgiref.sync import sync_to_async

from core.sockets import hub
from tests.api import Player, registered
from tests.core.clock import Clock
from tests.sockets import Sockets

by_thread = sync_to_async(thread_sensitive=False)

PONG = {"type": "pong", "seq": 0}


@pytest.fixture(autouse=True)
def swept_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "SWEEP_SECONDS", 0.05)


@pytest.fixture
async def ann(sockets: Sockets) -> Player:
    return await by_thread(registered)()


def expiry(token: str) -> int:
    return int(jwt.decode(token, options={"verify_signature": False})["exp"])


def expiry_text(token: str) -> str:
    return datetime.fromtimestamp(expiry(token), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


async def test_the_expiry_of_its_token_closes_a_socket(sockets: Sockets, ann: Player, clock: Clock) -> None:
    socket = await sockets.open(ann.access)
    clock.move(305)
    assert await socket.receives_nothing()

    clock.move(6)

    assert await socket.closed(2) == 4401


async def test_a_command_after_the_expiry_is_not_obeyed(
    sockets: Sockets, ann: Player, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "SWEEP_SECONDS", 60)
    socket = await sockets.open(ann.access)
    clock.move(311)

    await socket.send({"number": 842})

    assert await socket.closed(2) == 4401
    clock.move(-311)
    assert (await by_thread(ann.get)("/api/game/statistics/")).json["total_games"] == 0


async def test_an_auth_frame_extends_a_socket_past_its_first_token(sockets: Sockets, clock: Clock) -> None:
    clock.move(-200)
    ann = await by_thread(registered)()
    extended, other = await sockets.open(ann.access), await sockets.open(ann.access)
    clock.move(200)
    newer = (await by_thread(ann.sign_in_again)()).access

    await extended.send({"type": "auth", "token": newer})

    assert await extended.receive() == {"type": "authenticated", "expires_at": expiry_text(newer)}
    clock.move(expiry(ann.access) - clock.time() + 11)
    assert await other.closed(2) == 4401
    await extended.send({"type": "ping"})
    assert await extended.receive() == PONG
    clock.move(expiry(newer) - clock.time() + 11)
    assert await extended.closed(2) == 4401


async def test_after_an_auth_frame_the_socket_belongs_to_the_new_session(sockets: Sockets, ann: Player) -> None:
    other = await by_thread(ann.sign_in_again)()
    socket = await sockets.open(ann.access)
    await socket.send({"type": "auth", "token": other.access})
    await socket.receive()

    await by_thread(ann.post)("/auth/api/logout/")
    await socket.send({"type": "ping"})
    assert await socket.receive() == PONG

    await by_thread(other.post)("/auth/api/logout/")
    assert await socket.closed(2) == 4401


@pytest.mark.parametrize("token", ["", "abc", "abc==", "a.b.c", "é"])
async def test_a_bad_token_in_an_auth_frame_is_an_error_and_changes_nothing(
    sockets: Sockets, ann: Player, token: str
) -> None:
    socket = await sockets.open(ann.access)

    await socket.send({"type": "auth", "token": token})

    error = await socket.receive()
    assert (error["type"], error["attr"]) == ("error", "token")
    await socket.send({"type": "ping"})
    assert await socket.receive() == PONG


async def test_a_token_of_another_player_is_an_error_and_changes_nothing(sockets: Sockets, ann: Player) -> None:
    bob = await by_thread(registered)()
    socket = await sockets.open(ann.access)

    for token in (bob.access, ann.refresh):
        await socket.send({"type": "auth", "token": token})
        error: Any = await socket.receive()
        assert (error["type"], error["code"], error["attr"]) == ("error", "invalid_token", "token")

    await by_thread(bob.play)(842)
    assert await socket.receives_nothing()
    await by_thread(ann.play)(841)
    assert (await socket.receive())["number"] == 841


async def test_the_token_of_an_ended_session_is_an_error(sockets: Sockets, ann: Player) -> None:
    other = await by_thread(ann.sign_in_again)()
    await by_thread(other.post)("/auth/api/logout/")
    socket = await sockets.open(ann.access)

    await socket.send({"type": "auth", "token": other.access})

    assert (await socket.receive())["code"] == "invalid_token"
