"""A resume uses tokens according to the results that it sends. All sockets of a player share one bucket."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from core.rate_limits.token_bucket import Allowance
from core.sockets import limits
from game import selectors
from tests.api import Player
from tests.game.catching_up import open_since, seqs, with_plays
from tests.game.threads import on_a_thread
from tests.sockets import HANGS_SECONDS, Socket, Sockets

TOKENS = 20
NEVER = 0.0001  # tokens that are refilled per second, in tests that count the remaining ones


@pytest.fixture
def no_refill(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "REPLAYS", Allowance(limits.REPLAYS.capacity, NEVER))


@pytest.fixture
def quick_refill(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "REPLAYS", Allowance(limits.REPLAYS.capacity, 4))


@pytest.fixture
def held_reads(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Missed results are read when the test sets the event."""
    event = threading.Event()
    results_after = selectors.results_after

    def held(*arguments: Any) -> Any:
        assert event.wait(30)
        return results_after(*arguments)

    monkeypatch.setattr(selectors, "results_after", held)
    yield event
    event.set()


async def resume(socket: Socket, since: int) -> None:
    await socket.send({"type": "resume", "since": since})


async def left(socket: Socket, newest: int) -> int:
    """The number of tokens, counted by resumes from the newest result, which send nothing."""
    for _ in range(TOKENS + 1):
        await resume(socket, newest)
    await socket.send({"type": "ping"})
    refused = 0
    while (frame := await socket.receive())["type"] != "pong":
        assert frame["code"] == "throttled"
        refused += 1
    return TOKENS + 1 - refused


def test_the_bucket_is_the_contracts() -> None:
    assert (limits.REPLAYS.capacity, limits.REPLAYS.per_second) == (20, 1)


@pytest.mark.parametrize(
    ("missed", "tokens"), [(0, 1), (1, 1), (49, 1), (50, 1), (51, 2), (100, 2), (101, 3), (451, 10), (500, 10)]
)
async def test_fifty_results_cost_a_token(sockets: Sockets, no_refill: None, missed: int, tokens: int) -> None:
    player = await with_plays(510)
    socket = await sockets.open(player.access)
    await resume(socket, 510 - missed)
    assert await seqs(socket, missed) == list(range(511 - missed, 511))
    assert await left(socket, 510) == TOKENS - tokens


@pytest.mark.parametrize("since", [0, 511, 10**30])
async def test_a_resync_costs_a_token(sockets: Sockets, no_refill: None, since: int) -> None:
    player = await with_plays(510)
    socket = await sockets.open(player.access)
    await resume(socket, since)
    assert await socket.receive() == {"type": "resync", "seq": 510}
    assert await left(socket, 510) == TOKENS - 1


async def test_beyond_it_an_error_says_when_to_come_back(sockets: Sockets, quick_refill: None) -> None:
    player = await with_plays(500)
    socket = await sockets.open(player.access)
    for _ in range(2):
        await resume(socket, 0)
        assert await seqs(socket, 500) == list(range(1, 501))
    while (await left(socket, 500)) > TOKENS:  # resumes until one is refused
        pass
    await resume(socket, 0)
    frame = await socket.receive()
    wait = frame.pop("retry_after")
    assert frame == {
        "type": "error",
        "code": "throttled",
        "detail": f"Too many resumes. Try again in {wait} seconds.",
        "attr": "since",
    }
    assert 0 < wait <= 10 / 4
    await asyncio.sleep(wait)
    await resume(socket, 0)
    assert await seqs(socket, 500) == list(range(1, 501))


async def test_a_refused_resume_costs_nothing_and_loses_nothing(sockets: Sockets, no_refill: None) -> None:
    player = await with_plays(500)
    socket = await sockets.open(player.access)
    await resume(socket, 0)
    assert await seqs(socket, 500) == list(range(1, 501))
    await resume(socket, 200)  # six tokens of ten
    assert await seqs(socket, 300) == list(range(201, 501))
    await resume(socket, 0)
    assert (await socket.receive())["code"] == "throttled"
    await on_a_thread(player.play, 842)
    assert await seqs(socket, 1) == [501]
    await resume(socket, 301)
    assert await seqs(socket, 200) == list(range(302, 502))
    await resume(socket, 501)
    assert (await socket.receive())["code"] == "throttled"
    assert await socket.receives_nothing()


async def test_lost_hints_are_made_up_for_without_a_token(
    sockets: Sockets, no_refill: None, hints_are_lost: None
) -> None:
    player = await with_plays(2)
    socket = await sockets.open(player.access)
    await left(socket, 2)
    await on_a_thread(player.play, 842)
    await on_a_thread(player.play, 842)
    assert await seqs(socket, 2) == [3, 4]


async def test_all_sockets_of_a_player_share_it_and_nobody_else(sockets: Sockets, no_refill: None) -> None:
    player, stranger = await with_plays(100), await with_plays(100)
    opened = [await sockets.open(player.access) for _ in range(10)]
    for socket in opened:
        await resume(socket, 0)
        assert await seqs(socket, 100) == list(range(1, 101))
    for socket in opened:
        await resume(socket, 0)
        assert (await socket.receive())["code"] == "throttled"
    elsewhere = await sockets.open(stranger.access)
    await resume(elsewhere, 0)
    assert await seqs(elsewhere, 100) == list(range(1, 101))


async def test_coming_back_is_no_way_to_a_new_bucket(sockets: Sockets, no_refill: None) -> None:
    player = await with_plays(100)
    for _ in range(TOKENS // 2):
        socket = await open_since(sockets, player, 0)
        assert await seqs(socket, 100) == list(range(1, 101))
        await socket.close()
    socket = await sockets.open(player.access)
    assert await left(socket, 100) == 0


async def emptied(sockets: Sockets, player: Player) -> None:
    socket = await sockets.open(player.access)
    await left(socket, 100)
    await socket.close()


async def test_a_connect_waits_for_its_tokens_and_then_gets_everything_in_order(
    sockets: Sockets, quick_refill: None
) -> None:
    player = await with_plays(100)
    await emptied(sockets, player)
    emptied_at = time.monotonic()
    socket, live = await open_since(sockets, player, 0), await sockets.open(player.access)
    await on_a_thread(player.play, 842)
    assert await seqs(live, 1) == [101]
    assert await seqs(socket, 101) == list(range(1, 102))
    assert time.monotonic() - emptied_at > 0.2
    await on_a_thread(player.play, 842)
    assert await seqs(socket, 1) == await seqs(live, 1) == [102]


async def test_a_connect_that_waits_answers_other_frames_and_leaves_nothing(sockets: Sockets, no_refill: None) -> None:
    player = await with_plays(100)
    await emptied(sockets, player)
    before = asyncio.all_tasks()
    socket = await open_since(sockets, player, 0)
    await socket.send({"type": "ping"})
    assert await socket.receive() == {"type": "pong", "seq": 100}
    await resume(socket, 50)  # covered by the replay after connecting
    assert await socket.receives_nothing()
    await socket.close()
    async with asyncio.timeout(HANGS_SECONDS):
        while asyncio.all_tasks() - before:
            await asyncio.sleep(0.01)


async def test_a_connect_from_the_newest_result_is_free(sockets: Sockets, no_refill: None) -> None:
    player = await with_plays(100)
    await emptied(sockets, player)
    socket = await open_since(sockets, player, 100)
    await on_a_thread(player.play, 842)
    assert await seqs(socket, 1) == [101]


@pytest.mark.parametrize(
    "more", [[0] * 50, [1], [99], [100], [50, 0, 99], list(range(100)), list(range(100, -1, -1)), [7] * 7]
)
async def test_while_one_is_being_answered_others_are_merged_with_it(
    sockets: Sockets, no_refill: None, held_reads: threading.Event, more: list[int]
) -> None:
    player = await with_plays(100)
    socket = await sockets.open(player.access)
    await resume(socket, 0)
    for since in more:
        await resume(socket, since)
    await socket.send({"type": "ping"})
    assert await socket.receive() == {"type": "pong", "seq": 100}
    held_reads.set()
    assert await seqs(socket, 100) == list(range(1, 101))
    assert await socket.receives_nothing()
    assert await left(socket, 100) == TOKENS - 2


async def test_a_resume_for_more_results_is_merged_and_costs_the_additional_ones(
    sockets: Sockets, no_refill: None, held_reads: threading.Event
) -> None:
    player = await with_plays(200)
    socket = await sockets.open(player.access)
    await resume(socket, 190)
    await resume(socket, 40)
    await socket.send({"type": "ping"})
    assert await socket.receive() == {"type": "pong", "seq": 200}
    held_reads.set()
    assert await seqs(socket, 160) == list(range(41, 201))
    assert await socket.receives_nothing()
    assert await left(socket, 200) == TOKENS - 1 - 3
