"""Plays that arrive at a process's sockets at the same time are made in groups, and each gets its own response."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError

from accounts.sessions import revocation, tokens
from core.sockets.principal import SessionEnded
from game import services
from game.live import consumers, play_groups
from game.models import Play
from tests.api import Player, registered
from tests.game.threads import on_a_thread
from tests.sockets import Socket, Sockets

PLAYERS = 8

Pair = tuple[Player, Socket]


class Groups:
    """Sizes of the groups. `hold` starts a play that waits until `release`."""

    def __init__(self) -> None:
        self.sizes: list[int] = []
        self.began = threading.Event()
        self._gate = threading.Event()

    async def hold(self, socket: Socket) -> None:
        """Plays on this socket. Until this play is released, other plays wait for it."""
        await socket.send({"number": 9999})
        assert await on_a_thread(self.began.wait, 5)

    def release(self) -> None:
        self._gate.set()

    def wait(self) -> None:
        if not self.began.is_set():
            self.began.set()
            assert self._gate.wait(10)


@pytest.fixture
def groups(monkeypatch: pytest.MonkeyPatch) -> Iterator[Groups]:
    found, play_group, alone = Groups(), services.play_group, services.play_alone

    def noted(requests: Any) -> Any:
        found.sizes.append(len(requests))
        return play_group(requests)

    def held(request: Any) -> Any:
        if request.number == 9999:
            found.wait()
        return alone(request)

    monkeypatch.setattr(services, "play_group", noted)
    monkeypatch.setattr(services, "play_alone", held)
    monkeypatch.setattr(play_groups._batcher, "_slow_after", 10)
    yield found
    found.release()


@pytest.fixture
async def pairs(sockets: Sockets) -> list[Pair]:
    players = [await on_a_thread(registered) for _ in range(PLAYERS + 1)]
    return [(player, await sockets.open(player.access)) for player in players]


async def send_group(groups: Groups, pairs: list[Pair], **frame: Any) -> list[Pair]:
    """Makes all plays but the first in one group. Returns them."""
    (_, first), *others = pairs
    await groups.hold(first)
    for _, socket in others:
        await socket.send({"number": 842, **frame})
    await asyncio.sleep(0.1)
    groups.release()
    assert (await first.receive())["number"] == 9999
    return others


async def test_plays_that_arrive_during_another_are_played_as_a_group(
    pairs: list[Pair], groups: Groups, published: list[dict[str, Any]]
) -> None:
    others = await send_group(groups, pairs, key="k")
    for player, socket in others:
        frame = await socket.receive()
        result = (await on_a_thread(player.get, "/api/game/results/")).json["results"]
        assert [{**result[0], "type": "game_result", "key": "k"}] == [frame]
        assert frame["seq"] == 1
        assert await socket.receives_nothing(0.01)
    assert groups.sizes == [PLAYERS]
    assert len({message["request_id"] for message in published}) == len(published) == PLAYERS + 1
    assert "" not in {message["request_id"] for message in published}


async def test_a_group_asks_redis_twice(round_trips: list[object], pairs: list[Pair], groups: Groups) -> None:
    for _, socket in pairs:
        await socket.send({"type": "ping"})
        assert (await socket.receive())["type"] == "pong"
    round_trips.clear()
    for _, socket in await send_group(groups, pairs):
        assert (await socket.receive())["seq"] == 1
    assert groups.sizes == [PLAYERS]
    assert len(round_trips) == 4  # two for the play before the group


async def test_plays_of_one_player_on_several_sockets_are_numbered(sockets: Sockets, groups: Groups) -> None:
    player, other = await on_a_thread(registered), await on_a_thread(registered)
    pairs = [(other, await sockets.open(other.access))]
    pairs += [(player, await sockets.open(player.access)) for _ in range(PLAYERS)]
    others = await send_group(groups, pairs)
    for _, socket in others:
        assert [(await socket.receive())["seq"] for _ in others] == list(range(1, PLAYERS + 1))
    assert groups.sizes == [PLAYERS]
    assert await on_a_thread(Play.objects.filter(player_id=player.id).count) == PLAYERS


async def test_a_refused_play_affects_no_other_in_its_group(
    pairs: list[Pair], groups: Groups, rates: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, (limited, at_limit), (_, ended), (keyed, reusing), *others = pairs
    assert (await on_a_thread(keyed.play, 2, "k")).status == 200
    assert (await reusing.receive())["seq"] == 1
    rates(play="1/hour")
    assert (await on_a_thread(limited.play, 2)).status == 200
    assert (await at_limit.receive())["seq"] == 1
    monkeypatch.setattr(revocation, "_checked", _ended(_session_of(pairs[2][0]), revocation._checked))
    await send_group(groups, pairs, key="k")
    assert (await at_limit.receive())["code"] == "throttled"
    assert await ended.closed() == 4401
    assert (await reusing.receive())["code"] == "idempotency_key_reused"
    for _, socket in others:
        assert (await socket.receive())["seq"] == 1
    assert groups.sizes == [PLAYERS - 2]
    assert await on_a_thread(Play.objects.count) == 1 + 2 + len(others)


async def test_plays_that_the_group_did_not_play_are_played_alone(
    pairs: list[Pair], groups: Groups, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "play_group", lambda group: [services.NotPlayed(one) for one in group])
    for _, socket in await send_group(groups, pairs, key="k"):
        assert ((frame := await socket.receive())["seq"], frame["key"]) == (1, "k")
    assert await on_a_thread(Play.objects.count) == PLAYERS + 1


async def test_an_unknown_outcome_is_the_answer_to_each_play_and_found_by_its_key(
    pairs: list[Pair], groups: Groups, monkeypatch: pytest.MonkeyPatch
) -> None:
    play_group = services.play_group

    def lost(group: Any) -> Any:
        play_group(group)
        return [OperationalError(2013, "Lost connection to server during query") for _ in group]

    with monkeypatch.context() as broken:
        broken.setattr(services, "play_group", lost)
        broken.setattr("core.sockets.publish.to_owners", lambda hints: None)
        for _, socket in await send_group(groups, pairs, key="k"):
            frame = await socket.receive()
            while frame["type"] == "game_result":  # the sweep found the result first
                frame = await socket.receive()
            assert frame["code"] == "service_unavailable"
    assert await on_a_thread(Play.objects.count) == PLAYERS + 1
    for _, socket in pairs[1:]:
        await socket.send({"number": 842, "key": "k"})
    for _, socket in pairs[1:]:
        frame = await socket.receive()
        if "key" not in frame:
            frame = await socket.receive()
        assert (frame["seq"], frame["key"]) == (1, "k")
    assert await on_a_thread(Play.objects.count) == PLAYERS + 1


async def test_a_play_that_takes_long_holds_up_no_other(
    pairs: list[Pair], groups: Groups, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(play_groups._batcher, "_slow_after", play_groups.SLOW_SECONDS)
    (_, first), (_, second), *_ = pairs
    await groups.hold(first)
    for seq in (1, 2, 3):
        await second.send({"number": 842})
        assert (await second.receive())["seq"] == seq
    assert await first.receives_nothing(0.01)
    groups.release()
    assert (await first.receive())["number"] == 9999


async def test_a_play_that_was_refused_while_it_waited_is_not_played(
    pairs: list[Pair], groups: Groups, monkeypatch: pytest.MonkeyPatch
) -> None:
    (_, first), (_, second), (_, third), *_ = pairs
    await groups.hold(first)
    monkeypatch.setattr(consumers, "ANSWER_SECONDS", 0.2)
    await second.send({"number": 842})
    assert (await second.receive())["code"] == "service_unavailable"
    monkeypatch.setattr(consumers, "ANSWER_SECONDS", 4.5)
    await third.send({"number": 841})
    groups.release()
    assert (await third.receive())["seq"] == 1
    assert groups.sizes == []
    assert await on_a_thread(lambda: sorted(Play.objects.values_list("number", flat=True))) == [841, 9999]


@pytest.mark.parametrize("hanging", ["play_group", "play_alone"])
async def test_plays_of_a_group_that_hangs_are_refused_in_time(
    pairs: list[Pair], groups: Groups, monkeypatch: pytest.MonkeyPatch, hanging: str
) -> None:
    """The play hangs in the group, or when it is executed alone after the group."""
    gate, play_alone = threading.Event(), services.play_alone

    def hang(plays: Any) -> Any:
        if hanging == "play_alone" and plays.number == 9999:
            return play_alone(plays)
        assert gate.wait(10)
        raise OperationalError(2013, "Lost connection to server during query")

    monkeypatch.setattr(consumers, "ANSWER_SECONDS", 0.5)
    monkeypatch.setattr(services, "play_group", lambda group: [services.NotPlayed(one) for one in group])
    monkeypatch.setattr(services, hanging, hang)
    for _, socket in await send_group(groups, pairs):
        assert (await socket.receive())["code"] == "service_unavailable"
    assert not gate.is_set()
    gate.set()
    monkeypatch.undo()
    _, (_, socket), *_ = pairs
    await socket.send({"number": 841})
    assert (await socket.receive())["seq"] == 1
    assert await on_a_thread(lambda: sorted(Play.objects.values_list("number", flat=True))) == [841, 9999]


def _ended(session_id: str, checked: Any) -> Any:
    """Checks the sessions, one of which has ended."""
    return lambda *args: {**checked(*args), session_id: SessionEnded()}


def _session_of(player: Player) -> str:
    return tokens.read_access(player.access).session_id
