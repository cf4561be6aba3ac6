"""Every result is sent on every socket of its player, and on no other."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError, connection

from game.models import Play
from game.storage import statements
from tests.api import registered
from tests.game.threads import on_a_thread
from tests.sockets import Sockets


async def test_a_play_over_http_arrives_on_every_socket_of_the_player_and_on_no_other(sockets: Sockets) -> None:
    player, stranger = await on_a_thread(registered), await on_a_thread(registered)
    one, other = await sockets.open(player.access), await sockets.open(player.access)
    foreign = await sockets.open(stranger.access)

    answer = await on_a_thread(player.play, 842)

    frame = {"type": "game_result", **answer.json}
    assert answer.json["prize"] == 421
    assert await one.receive() == frame
    assert await other.receive() == frame
    assert await foreign.receives_nothing()
    assert await one.receives_nothing()


async def test_a_play_over_a_socket_reaches_the_others_and_is_stored(sockets: Sockets) -> None:
    player = await on_a_thread(registered)
    sender, other = await sockets.open(player.access), await sockets.open(player.access)
    await sender.send({"number": 302})
    frame = await sender.receive()
    assert frame.pop("type") == "game_result"
    assert await other.receive() == {"type": "game_result", **frame}
    assert (await on_a_thread(player.get, "/api/game/history/")).json == [frame]
    assert (frame["seq"], frame["number"], frame["result"], frame["prize"]) == (1, 302, "win", 90.6)


async def test_there_is_no_greeting_and_nothing_from_before_the_socket(sockets: Sockets) -> None:
    player = await on_a_thread(registered)
    await on_a_thread(player.play, 842)
    socket = await sockets.open(player.access)
    assert await socket.receives_nothing()
    await on_a_thread(player.play, 841)
    assert (await socket.receive())["seq"] == 2


async def test_results_from_http_and_sockets_arrive_in_order_and_once_on_every_socket(sockets: Sockets) -> None:
    player = await on_a_thread(registered)
    session = await on_a_thread(player.sign_in_again)
    received = [await sockets.open(access) for access in (player.access, player.access, session.access)]
    for _ in range(5):
        await received[0].send({"number": 842})
        await received[1].send({"number": 841})
        await on_a_thread(session.play, 2)
    for socket in received:
        assert [(await socket.receive())["seq"] for _ in range(15)] == list(range(1, 16))
        assert await socket.receives_nothing()


async def test_two_players_never_mix(sockets: Sockets) -> None:
    one, other = await on_a_thread(registered), await on_a_thread(registered)
    sockets_of = {player.id: await sockets.open(player.access) for player in (one, other)}
    for number in range(1, 11):
        await sockets_of[one.id].send({"number": number})
        await on_a_thread(other.play, 1000 + number)
    for player, offset in ((one, 0), (other, 1000)):
        frames = [await sockets_of[player.id].receive() for _ in range(10)]
        assert [(frame["seq"], frame["number"]) for frame in frames] == [(at, offset + at) for at in range(1, 11)]
        assert await sockets_of[player.id].receives_nothing()


async def test_a_play_is_published_only_after_its_commit(sockets: Sockets, monkeypatch: pytest.MonkeyPatch) -> None:
    player = await on_a_thread(registered)
    socket = await sockets.open(player.access)
    seen: list[tuple[bool, int]] = []

    def look(*_: Any, **__: Any) -> None:
        seen.append((connection.in_atomic_block, Play.objects.count()))

    monkeypatch.setattr("core.sockets.publish.to_owners", look)
    await on_a_thread(player.play, 842)
    assert seen == [(False, 1)]
    assert (await socket.receive())["seq"] == 1  # nothing was published, so the sweep found it


@pytest.mark.parametrize("entry_point", ["http", "socket"])
async def test_a_play_that_is_rolled_back_is_not_published(
    sockets: Sockets, monkeypatch: pytest.MonkeyPatch, published: list[Any], entry_point: str
) -> None:
    player = await on_a_thread(registered)
    socket = await sockets.open(player.access)

    def execute_half(cursor: Any, tally: Any, _: Any) -> Any:
        cursor.execute(*tally)
        raise OperationalError("lost")

    with monkeypatch.context() as broken:
        broken.setattr(statements, "execute_all", execute_half)
        if entry_point == "socket":
            await socket.send({"number": 842})
            assert (await socket.receive())["code"] == "service_unavailable"
        else:
            assert (await on_a_thread(player.play, 842)).status == 503
    assert (await on_a_thread(Play.objects.count), published) == (0, [])
    assert await socket.receives_nothing()
    await on_a_thread(player.play, 840)
    frame = await socket.receive()
    assert (frame["seq"], frame["number"]) == (1, 840)
