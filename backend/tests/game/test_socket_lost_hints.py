"""Lost, repeated and reordered hints have no effect on a subscriber."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable, Collection
from typing import Any

import pytest
from prometheus_client import REGISTRY

from core.sockets.hub import Hub, hub
from game import selectors
from game.live import consumers, sweep
from game.live.consumers import GameConsumer
from tests import uncontended
from tests.api import Player, registered
from tests.game.plays import add_plays
from tests.game.threads import on_a_thread
from tests.sockets import SECONDS, Socket, Sockets

Deliver = Callable[[Hub, dict[str, Any]], Awaitable[None]]


@pytest.fixture
def on_the_way(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[dict[str, Any]], list[dict[str, Any]]]], None]:
    """`on_the_way(change)`: the hub receives the hints that `change` returns for each hint.

    Call it before the first socket opens, because the hub then starts to listen.
    """
    deliver = Hub._dispatch

    def install(change: Callable[[dict[str, Any]], list[dict[str, Any]]]) -> None:
        assert not hub().sockets

        async def changed(self: Hub, message: dict[str, Any]) -> None:
            for received in change(message):
                await deliver(self, received)

        monkeypatch.setattr(Hub, "_dispatch", changed)

    return install


async def ready(sockets: Sockets, count: int = 1) -> tuple[Player, list[Socket]]:
    player = await on_a_thread(registered)
    return player, [await sockets.open(player.access) for _ in range(count)]


async def play(player: Player, numbers: range) -> None:
    for number in numbers:
        await on_a_thread(player.play, number)


async def seqs(socket: Socket, count: int) -> list[int]:
    return [(await socket.receive())["seq"] for _ in range(count)]


def caught_up() -> float:
    return REGISTRY.get_sample_value("numberplay_catch_ups_total") or 0


async def test_lost_hints_are_made_up_for_within_five_seconds(sockets: Sockets, on_the_way: Any) -> None:
    on_the_way(lambda hint: [])
    player, received = await ready(sockets, count=3)
    answers = [await on_a_thread(player.play, number) for number in (842, 841, 902)]
    acknowledged = time.monotonic()
    for socket in received:
        assert [await socket.receive() for _ in answers] == [{"type": "game_result", **one.json} for one in answers]
    assert uncontended.since(acknowledged) < SECONDS
    assert await received[0].receives_nothing(2)  # a time in which no sweep finds the results


@pytest.mark.parametrize("chunk", [1, sweep.CHUNK])
async def test_one_tab_that_lost_a_hint_is_found_among_those_that_did_not(
    sockets: Sockets, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(sweep, "CHUNK", chunk)
    others = [await ready(sockets, count=2) for _ in range(2)]
    player, (one, other) = await ready(sockets, count=2)
    receive_hint = GameConsumer.receive_hint
    deaf: list[GameConsumer] = []

    async def lost_by_one(self: GameConsumer, message: dict[str, Any]) -> None:
        if not deaf:
            deaf.append(self)
        if self not in deaf:
            await receive_hint(self, message)

    monkeypatch.setattr(GameConsumer, "receive_hint", lost_by_one)
    await play(player, range(1, 4))
    assert await seqs(one, 3) == await seqs(other, 3) == [1, 2, 3]
    assert await one.receives_nothing(2)
    for _, unmoved in others:
        assert await unmoved[0].receives_nothing()


async def test_a_sweep_that_finds_nothing_reads_one_row_for_all(
    sockets: Sockets, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        player, (socket,) = await ready(sockets)
        await play(player, range(1, 3))
        assert await seqs(socket, 2) == [1, 2]
    asked: list[list[int]] = []
    checksum_of_seqs = selectors.checksum_of_seqs

    def counted(players: Collection[int], factor: int) -> int:
        asked.append(list(players))
        return checksum_of_seqs(players, factor)

    monkeypatch.setattr(selectors, "checksum_of_seqs", counted)
    read: list[list[int]] = []
    monkeypatch.setattr(selectors, "newest_seqs", read.append)
    while len(asked) < 2:
        await asyncio.sleep(0.01)
    assert {len(players) for players in asked} == {3}
    assert read == []


async def test_a_hint_after_lost_ones_brings_all_of_them_in_order(sockets: Sockets, on_the_way: Any) -> None:
    before = caught_up()
    on_the_way(lambda hint: [hint] if hint["seq"] in (1, 8) else [])
    player, (socket,) = await ready(sockets)
    await play(player, range(1, 9))
    assert await seqs(socket, 8) == list(range(1, 9))
    assert await socket.receives_nothing()
    assert caught_up() - before == 6  # whether the sweep or the last hint found them


async def test_doubled_hints_never_show(sockets: Sockets, on_the_way: Any) -> None:
    on_the_way(lambda hint: [hint, hint, hint])
    player, (socket,) = await ready(sockets)
    await play(player, range(1, 6))
    assert await seqs(socket, 5) == [1, 2, 3, 4, 5]
    assert await socket.receives_nothing()


async def test_hints_from_long_ago_never_show(sockets: Sockets, on_the_way: Any) -> None:
    hints: list[dict[str, Any]] = []

    def again(hint: dict[str, Any]) -> list[dict[str, Any]]:
        hints.append(hint)
        return [*hints, *hints]

    on_the_way(again)
    player, (socket,) = await ready(sockets)
    await play(player, range(1, 6))
    assert await seqs(socket, 5) == [1, 2, 3, 4, 5]
    assert await socket.receives_nothing()


@pytest.mark.parametrize("batch", [2, 5])
async def test_reordered_hints_never_show(sockets: Sockets, on_the_way: Any, batch: int) -> None:
    held: list[dict[str, Any]] = []

    def backwards(hint: dict[str, Any]) -> list[dict[str, Any]]:
        held.append(hint)
        if len(held) < batch:
            return []
        released, held[:] = held[::-1], []
        return released

    on_the_way(backwards)
    player, (socket,) = await ready(sockets)
    await play(player, range(1, 2 * batch + 1))
    assert await seqs(socket, 2 * batch) == list(range(1, 2 * batch + 1))
    assert await socket.receives_nothing()


async def test_a_hint_that_breaks_one_socket_reaches_the_next_and_the_next_hint_both(
    sockets: Sockets, monkeypatch: pytest.MonkeyPatch
) -> None:
    player, received = await ready(sockets, count=2)
    receive_hint = GameConsumer.receive_hint
    broken: list[GameConsumer] = []

    async def fail_once(self: GameConsumer, message: dict[str, Any]) -> None:
        if not broken:
            broken.append(self)
            raise RuntimeError("broken")
        await receive_hint(self, message)

    monkeypatch.setattr(GameConsumer, "receive_hint", fail_once)
    await play(player, range(1, 3))
    for socket in received:
        assert await seqs(socket, 2) == [1, 2]


async def test_a_full_or_absent_layer_delays_and_loses_nothing(
    sockets: Sockets, monkeypatch: pytest.MonkeyPatch
) -> None:
    player, (socket,) = await ready(sockets)

    def fails(*_: object) -> Any:
        raise RuntimeError("no layer")

    with monkeypatch.context() as broken:
        broken.setattr("core.sockets.publish.get_channel_layer", fails)
        broken.setattr("core.sockets.publish.redis_layer", fails)
        await play(player, range(1, 4))
    assert await seqs(socket, 3) == [1, 2, 3]


async def test_the_sockets_of_a_player_share_the_read_of_what_they_missed(
    sockets: Sockets, hints_are_lost: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    player, received = await ready(sockets, count=8)
    reads: list[int] = []
    results_after = selectors.results_after

    def counted(player_id: int, seq: int, limit: int) -> Any:
        reads.append(seq)
        return results_after(player_id, seq, limit)

    monkeypatch.setattr(selectors, "results_after", counted)
    await on_a_thread(add_plays, player.id, 250)
    for socket in received:
        assert await seqs(socket, 250) == list(range(1, 251))
    assert reads.count(0) == 1


@pytest.mark.usefixtures("hints_are_lost")
async def test_a_play_whose_result_waits_for_others_is_answered_in_time(
    sockets: Sockets, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The missing results come first, and while the database hangs they can't be read."""
    player, [socket] = await ready(sockets)
    await on_a_thread(player.play, 842)
    database_returns = threading.Event()
    results_after = selectors.results_after

    def hang(*args: Any) -> Any:
        assert database_returns.wait(SECONDS)
        return results_after(*args)

    monkeypatch.setattr(selectors, "results_after", hang)
    monkeypatch.setattr(consumers, "ANSWER_SECONDS", 0.5)
    await socket.send({"number": 841, "key": "k"})
    error = await socket.receive()
    assert (error["code"], error["retry_after"]) == ("service_unavailable", 1)
    database_returns.set()
    first, second = [await socket.receive() for _ in range(2)]
    assert [first["seq"], second["seq"]] == [1, 2]
    assert "key" not in second
    await socket.send({"number": 841, "key": "k"})
    assert await socket.receive() == {**second, "key": "k", "replayed": True}
