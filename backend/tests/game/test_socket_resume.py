"""Missed results are sent again, on request or when connecting."""

from __future__ import annotations

import pytest

from game.live.delivery import RESUME_LIMIT
from tests.api import registered
from tests.game.catching_up import open_since, seqs, with_plays
from tests.game.threads import on_a_thread
from tests.sockets import Socket, Sockets


async def test_a_resume_sends_the_missed_results_oldest_first(sockets: Sockets) -> None:
    player = await on_a_thread(registered)
    answers = [await on_a_thread(player.play, number) for number in (902, 841, 2, 4)]
    socket = await sockets.open(player.access)
    await socket.send({"type": "resume", "since": 1})
    assert [await socket.receive() for _ in range(3)] == [{"type": "game_result", **one.json} for one in answers[1:]]
    assert await socket.receives_nothing()
    await socket.send({"type": "resume", "since": 0})
    assert await seqs(socket, 4) == [1, 2, 3, 4]
    await on_a_thread(player.play, 6)
    assert await seqs(socket, 1) == [5]


async def test_a_resume_from_the_newest_sends_nothing(sockets: Sockets) -> None:
    player = await with_plays(4)
    socket = await sockets.open(player.access)
    await socket.send({"type": "resume", "since": 4})
    await socket.send({"type": "ping"})
    assert await socket.receive() == {"type": "pong", "seq": 4}
    await on_a_thread(player.play, 842)
    assert await seqs(socket, 1) == [5]


@pytest.mark.parametrize("since", [5, 10**6, 10**30])
async def test_a_resume_beyond_the_newest_is_one_resync_and_the_next_play_arrives(sockets: Sockets, since: int) -> None:
    player = await with_plays(4)
    socket = await sockets.open(player.access)
    await socket.send({"type": "resume", "since": since})
    assert await socket.receive() == {"type": "resync", "seq": 4}
    await socket.send({"type": "ping"})
    assert await socket.receive() == {"type": "pong", "seq": 4}
    await on_a_thread(player.play, 842)
    assert await seqs(socket, 1) == [5]
    assert await socket.receives_nothing()


@pytest.mark.parametrize("by_frame", [True, False])
async def test_five_hundred_missed_results_are_sent_and_more_are_one_resync(sockets: Sockets, by_frame: bool) -> None:
    player = await with_plays(RESUME_LIMIT + 1)
    assert RESUME_LIMIT == 500

    async def resumed(since: int) -> Socket:
        if not by_frame:
            return await open_since(sockets, player, since)
        socket = await sockets.open(player.access)
        await socket.send({"type": "resume", "since": since})
        return socket

    socket = await resumed(1)
    assert await seqs(socket, RESUME_LIMIT) == list(range(2, RESUME_LIMIT + 2))
    assert await socket.receives_nothing()
    socket = await resumed(0)
    assert await socket.receive() == {"type": "resync", "seq": RESUME_LIMIT + 1}
    assert await socket.receives_nothing()
    await on_a_thread(player.play, 842)
    assert await seqs(socket, 1) == [RESUME_LIMIT + 2]


async def test_a_connect_with_since_replays_and_goes_live(sockets: Sockets) -> None:
    player = await with_plays(5)
    other = await sockets.open(player.access)
    socket = await open_since(sockets, player, 2)
    assert await seqs(socket, 3) == [3, 4, 5]
    await on_a_thread(player.play, 842)
    assert await seqs(socket, 1) == await seqs(other, 1) == [6]


async def test_a_connect_from_the_newest_replays_nothing(sockets: Sockets) -> None:
    player = await with_plays(5)
    socket = await open_since(sockets, player, 5)
    assert await socket.receives_nothing()
    await on_a_thread(player.play, 842)
    assert await seqs(socket, 1) == [6]


@pytest.mark.parametrize("since", [6, 10**18])
async def test_a_connect_from_beyond_the_newest_is_one_resync_and_the_next_play_arrives(
    sockets: Sockets, since: int
) -> None:
    player = await with_plays(5)
    socket = await open_since(sockets, player, since)
    assert await socket.receive() == {"type": "resync", "seq": 5}
    await on_a_thread(player.play, 842)
    assert await seqs(socket, 1) == [6]
    assert await socket.receives_nothing()


@pytest.mark.parametrize("since", ["-1", "x", "1.5", "٣", "1e2", "9" * 5000, "%00", "+1"])
async def test_a_bad_since_is_an_error_frame_and_the_socket_is_live(sockets: Sockets, since: str) -> None:
    player = await with_plays(2)
    socket = await open_since(sockets, player, since)
    frame = await socket.receive()
    assert (frame["type"], frame["code"], frame["attr"]) == ("error", "invalid", "since")
    assert await socket.receives_nothing(0.05)
    await on_a_thread(player.play, 842)
    assert await seqs(socket, 1) == [3]


async def test_a_replay_shows_nothing_of_other_players(sockets: Sockets) -> None:
    player, stranger = await with_plays(3), await with_plays(50)
    socket = await open_since(sockets, player, 0)
    assert await seqs(socket, 3) == [1, 2, 3]
    await on_a_thread(stranger.play, 842)
    assert await socket.receives_nothing()
