"""The data that a player can request is limited: results by the bucket, everything else by what the player sends."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

import pytest

from tests.api import Player
from tests.game.catching_up import open_since, with_plays
from tests.game.threads import on_a_thread
from tests.sockets import Closed, Socket, Sockets

HISTORY = 400
BURST = 200
ANSWER_BYTES = 256
SILENCE_SECONDS = 0.7
TOKENS, RESULTS_OF_A_TOKEN = 20, 50


@dataclass
class Burst:
    """The bytes sent and received."""

    player: Player
    sockets: Sockets
    sent: int = 0
    results: int = 0
    others: int = 0
    bytes: int = 0

    async def opened(self, count: int) -> list[Socket]:
        return [await self.sockets.open(self.player.access) for _ in range(count)]

    async def send(self, socket: Socket, *frames: object) -> None:
        for frame in frames:
            self.sent += 1
            await socket.send(frame)

    async def receive_all(self, socket: Socket, silence: float = SILENCE_SECONDS) -> None:
        with suppress(Closed):
            while not await socket.receives_nothing(silence):
                text = await socket.receive_text()
                self.bytes += len(text)
                if '"game_result"' in text and '"replayed"' not in text:
                    self.results += 1
                else:
                    self.others += 1


def resume(since: int) -> dict[str, object]:
    return {"type": "resume", "since": since}


Way = Callable[[Burst], Awaitable[None]]


def frames_of_one_socket(*frames: object) -> Way:
    async def go(burst: Burst) -> None:
        [socket] = await burst.opened(1)
        await burst.send(socket, *frames)
        await burst.receive_all(socket)

    return go


async def one_after_the_other(burst: Burst) -> None:
    [socket] = await burst.opened(1)
    for _ in range(20):
        await burst.send(socket, resume(0), {"type": "ping"})
        await burst.receive_all(socket)


async def on_ten_sockets(burst: Burst) -> None:
    sockets = await burst.opened(10)
    for socket in sockets:
        await burst.send(socket, *[resume(0)] * (BURST // 10))
    for socket in sockets:
        await burst.receive_all(socket)


async def by_connects(burst: Burst) -> None:
    for _ in range(30):
        socket = await open_since(burst.sockets, burst.player, 0)
        await burst.receive_all(socket, silence=0.1)
        await socket.close()


async def by_connects_at_once(burst: Burst) -> None:
    sockets = [await open_since(burst.sockets, burst.player, 0) for _ in range(10)]
    for socket in sockets:
        await burst.receive_all(socket)


async def behind_plays(burst: Burst) -> None:
    [socket] = await burst.opened(1)
    await burst.send(socket, *[{"number": 2}, resume(0)] * 20)
    await burst.receive_all(socket)
    burst.results -= 20  # the plays' own


WAYS: dict[str, Way] = {
    "the same resume": frames_of_one_socket(*[resume(0)] * BURST),
    "ascending resumes": frames_of_one_socket(*map(resume, range(BURST))),
    "descending resumes": frames_of_one_socket(*map(resume, range(HISTORY, HISTORY - BURST, -1))),
    "alternating resumes": frames_of_one_socket(*[resume(0), resume(HISTORY)] * (BURST // 2)),
    "resumes among pings": frames_of_one_socket(*[resume(0), {"type": "ping"}] * (BURST // 2)),
    "resumes behind plays": behind_plays,
    "resumes one after the other": one_after_the_other,
    "resumes on ten sockets": on_ten_sockets,
    "connects": by_connects,
    "ten connects at once": by_connects_at_once,
    "resumes beyond the newest": frames_of_one_socket(*[resume(10**9)] * BURST),
    "pings": frames_of_one_socket(*[{"type": "ping"}] * BURST),
    "replays of a key": frames_of_one_socket(*[{"number": 2, "key": "k"}] * BURST),
    "a byte that is no JSON": frames_of_one_socket(*["x"] * BURST),
    "tokens that are none": frames_of_one_socket(*[{"type": "auth", "token": "x"}] * BURST),
    "types that are none": frames_of_one_socket(*[{"type": "x" * 4000}] * BURST),
}


@pytest.mark.parametrize("way", WAYS)
async def test_responses_are_bounded(sockets: Sockets, way: str) -> None:
    player = await with_plays(HISTORY)
    await on_a_thread(player.play, 2, key="k")
    burst, began = Burst(player, sockets), time.monotonic()
    await WAYS[way](burst)
    seconds = time.monotonic() - began
    assert burst.results <= RESULTS_OF_A_TOKEN * (TOKENS + seconds)
    assert burst.others <= burst.sent
    assert burst.bytes <= ANSWER_BYTES * (burst.results + burst.others)
