"""Limits of sockets: the size of frames, floods, rates and the number of sockets."""

from __future__ import annotations

import asyncio
import threading
import time
from contextlib import suppress
from typing import Any

import pytest

from core.rate_limits.token_bucket import Allowance
from core.sockets import limits
from game import services
from game.live import consumers
from game.models import Play
from tests import uncontended
from tests.api import Player, registered
from tests.game.threads import on_a_thread
from tests.sockets import Closed, Socket, Sockets

FRAME_BYTES = 4096


async def opened(sockets: Sockets) -> tuple[Player, Socket]:
    player = await on_a_thread(registered)
    return player, await sockets.open(player.access)


def padded(length: int, filler: str = " ") -> str:
    """A play of exactly that many bytes."""
    head, tail = '{"number":842,"x":"', '"}'
    room = length - len(head) - len(tail)
    return head + filler * (room // len(filler.encode())) + "x" * (room % len(filler.encode())) + tail


@pytest.fixture
def no_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a slow machine, hundreds of plays may take longer than a command is allowed to wait."""
    monkeypatch.setattr(consumers, "ANSWER_SECONDS", 1000)


@pytest.mark.parametrize("filler", [" ", "ä", "😀"])
async def test_a_frame_of_four_kib_is_played_and_one_byte_more_closes(sockets: Sockets, filler: str) -> None:
    _, socket = await opened(sockets)
    assert len(padded(FRAME_BYTES, filler).encode()) == FRAME_BYTES
    await socket.send(padded(FRAME_BYTES, filler))
    assert (await socket.receive())["seq"] == 1
    await socket.send(padded(FRAME_BYTES + 1, filler))
    assert await socket.closed() == 1009
    assert await on_a_thread(Play.objects.count) == 1


async def test_a_binary_frame_closes(sockets: Sockets, published: list[Any]) -> None:
    _, socket = await opened(sockets)
    await socket.send_bytes(b'{"number":842}')
    assert await socket.closed() == 1003
    assert (await on_a_thread(Play.objects.count), published) == (0, [])


async def test_nothing_is_played_after_the_close(sockets: Sockets, published: list[Any]) -> None:
    player, socket = await opened(sockets)
    await socket.send_bytes(b"x")
    await socket.send({"number": 842})
    assert await socket.closed() == 1003
    await on_a_thread(player.play, 2)
    assert (await on_a_thread(Play.objects.count), len(published)) == (1, 1)


@pytest.fixture
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stops the refill of the bucket."""
    monkeypatch.setattr(limits, "FRAMES", Allowance(limits.FRAMES.capacity, 0))
    monkeypatch.setattr(limits, "FRAMES_OF_AN_OWNER", Allowance(limits.FRAMES_OF_AN_OWNER.capacity, 0))


@pytest.mark.parametrize("frame", [{"type": "ping"}, {"number": 0}, "x", {"type": "resume", "since": -1}])
async def test_flooding_closes(sockets: Sockets, stopped_clock: None, frame: Any) -> None:
    _, socket = await opened(sockets)
    for _ in range(241):
        await socket.send(frame)
    for _ in range(240):
        assert (await socket.receive())["type"] in ("pong", "error")
    with pytest.raises(Closed) as closed:
        await socket.receive()
    assert closed.value.code == 1008


async def test_a_socket_that_floods_leaves_the_players_others_open(sockets: Sockets, stopped_clock: None) -> None:
    player, flood = await opened(sockets)
    other = await sockets.open(player.access)
    for _ in range(241):
        await flood.send("x")
    assert await flood.closed() == 1008
    await other.send({"type": "ping"})
    assert await other.receive() == {"type": "pong", "seq": 0}


async def test_all_sockets_of_a_player_share_480_frames(sockets: Sockets, stopped_clock: None) -> None:
    player = await on_a_thread(registered)
    stranger = await on_a_thread(registered)
    answered = 0
    for _ in range(4):  # one after another: a socket that reconnects gets only the remaining tokens
        socket = await sockets.open(player.access)
        for _ in range(150):
            await socket.send({"number": 0})
        with suppress(Closed):
            for _ in range(150):
                assert (await socket.receive())["code"] == "invalid"
                answered += 1
        await socket.close()
    assert answered == 480
    elsewhere = await sockets.open(stranger.access)
    await elsewhere.send({"type": "ping"})
    assert await elsewhere.receive() == {"type": "pong", "seq": 0}


@pytest.mark.usefixtures("no_deadline")
async def test_plays_that_are_accepted_never_count_as_flooding(sockets: Sockets, stopped_clock: None) -> None:
    _, socket = await opened(sockets)
    for _ in range(300):
        await socket.send({"number": 842})
    assert [(await socket.receive())["seq"] for _ in range(300)] == list(range(1, 301))


@pytest.mark.usefixtures("no_deadline")
async def test_plays_beyond_the_rate_are_flooding_in_the_end(sockets: Sockets, stopped_clock: None, rates: Any) -> None:
    rates(play="1/hour")
    _, socket = await opened(sockets)
    for _ in range(242):
        await socket.send({"number": 842})
    assert (await socket.receive())["type"] == "game_result"
    assert {(await socket.receive())["code"] for _ in range(240)} == {"throttled"}
    assert await socket.closed() == 1008


async def test_the_time_of_a_command_includes_its_wait_for_earlier_ones(
    sockets: Sockets, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumers, "ANSWER_SECONDS", 4.0)
    play, steps = services.play_alone, [threading.Event() for _ in range(2)]
    waiting = iter(steps)

    def slow(*args: Any, **kwargs: Any) -> services.Played:
        assert next(waiting).wait(60)
        return play(*args, **kwargs)

    monkeypatch.setattr(services, "play_alone", slow)
    _, socket = await opened(sockets)
    began = time.monotonic()
    for key in ("first", "second"):
        await socket.send({"number": 842, "key": key})
    asyncio.get_running_loop().call_later(2.0, steps[0].set)
    assert (await socket.receive())["key"] == "first"
    assert (await socket.receive())["code"] == "service_unavailable"
    assert time.monotonic() - began >= 4.0
    assert uncontended.since(began) < 5.5
    steps[1].set()
    assert (await socket.receive())["seq"] == 2  # the outcome of the play was unknown


async def test_http_and_the_socket_share_one_rate(sockets: Sockets, rates: Any, published: list[Any]) -> None:
    rates(play="4/min")
    player, socket = await opened(sockets)
    stranger = await on_a_thread(registered)
    began = time.monotonic()
    for _ in range(2):
        await socket.send({"number": 842})
        assert (await socket.receive())["type"] == "game_result"
        assert (await on_a_thread(player.play, 842)).status == 200
        assert (await socket.receive())["type"] == "game_result"
    await socket.send({"number": 842})
    frame = await socket.receive()
    assert (frame["type"], frame["code"], frame["attr"]) == ("error", "throttled", None)
    assert time.monotonic() - began + frame["retry_after"] >= 60
    assert frame["retry_after"] <= 60
    answer = await on_a_thread(player.play, 842)
    assert (answer.status, answer.codes) == (429, {("throttled", None)})
    assert time.monotonic() - began + int(answer.headers["Retry-After"]) >= 60
    assert int(answer.headers["Retry-After"]) <= 60
    assert (await on_a_thread(Play.objects.count), len(published)) == (4, 4)
    assert (await on_a_thread(stranger.play, 842)).status == 200
    await socket.send({"type": "ping"})
    assert await socket.receive() == {"type": "pong", "seq": 4}


async def test_a_play_is_accepted_again_after_retry_after(sockets: Sockets, rates: Any) -> None:
    rates(play="1/3sec")
    _, socket = await opened(sockets)
    await socket.send({"number": 842})
    await socket.send({"number": 842})
    assert (await socket.receive())["seq"] == 1
    wait = (await socket.receive())["retry_after"]
    assert 0 < wait <= 3
    await asyncio.sleep(wait + 0.01)
    await socket.send({"number": 842})
    assert (await socket.receive())["seq"] == 2


async def test_the_eleventh_socket_of_a_player_is_rejected(sockets: Sockets) -> None:
    player = await on_a_thread(registered)
    session = await on_a_thread(player.sign_in_again)
    stranger = await on_a_thread(registered)
    ten = [await sockets.open((player, session)[at % 2].access) for at in range(10)]
    assert await (await sockets.open(player.access)).closed() == 1013
    await on_a_thread(player.play, 842)
    for socket in ten:
        assert (await socket.receive())["seq"] == 1
    assert await (await sockets.open(stranger.access)).receives_nothing()
    await ten[0].close()
    replacement = await sockets.open(player.access)
    await on_a_thread(player.play, 842)
    assert (await replacement.receive())["seq"] == 2
