"""A frame acknowledges its play, even if the process that stored it hasn't published it yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from core.sockets import publish
from game import services
from tests.api import Player, registered
from tests.game.threads import on_a_thread
from tests.sockets import Socket, Sockets


@pytest.fixture(params=["as_configured", "redis"], autouse=True)
def backend(request: pytest.FixtureRequest) -> None:
    if request.param == "redis":
        request.getfixturevalue("with_redis")


def play_of_a_slow_process(player: Player, number: int) -> Callable[[], None]:
    """Commits a play. Call the returned function to publish it."""
    waiting: list[Any] = []
    to_owners = publish.to_owners
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publish, "to_owners", waiting.append)
        services.play(player.id, number)
    (hints,) = waiting
    return lambda: to_owners(hints)


async def totals(player: Player) -> tuple[int, int]:
    """The newest play according to the history and the statistics."""
    history = await on_a_thread(player.get, "/api/game/history/")
    statistics = await on_a_thread(player.get, "/api/game/statistics/")
    return history.json[0]["seq"], statistics.json["total_games"]


async def with_one_play(sockets: Sockets) -> tuple[Player, Socket]:
    player = await on_a_thread(registered)
    socket = await sockets.open(player.access)
    await on_a_thread(player.play, 842)
    assert (await socket.receive())["seq"] == 1
    assert await totals(player) == (1, 1)
    return player, socket


async def test_a_result_that_the_sweep_found_is_in_the_reads_after_its_frame(sockets: Sockets) -> None:
    player, socket = await with_one_play(sockets)

    publish = await on_a_thread(play_of_a_slow_process, player, 902)
    assert await totals(player) == (1, 1)  # cached without the play
    assert (await socket.receive())["seq"] == 2

    assert await totals(player) == (2, 2)
    await on_a_thread(publish)
    assert await totals(player) == (2, 2)
    assert await socket.receives_nothing()


async def test_so_is_one_that_a_resume_sends(sockets: Sockets) -> None:
    player, socket = await with_one_play(sockets)

    await on_a_thread(play_of_a_slow_process, player, 902)
    await socket.send({"type": "resume", "since": 1})
    assert (await socket.receive())["seq"] == 2

    assert await totals(player) == (2, 2)


async def test_a_replay_of_what_is_known_leaves_the_cache_as_it_is(
    sockets: Sockets, monkeypatch: pytest.MonkeyPatch
) -> None:
    player, socket = await with_one_play(sockets)
    monkeypatch.setattr("game.selectors.stored_game", lambda *_: pytest.fail("read from the database"))

    await socket.send({"type": "resume", "since": 0})
    assert (await socket.receive())["seq"] == 1

    assert await totals(player) == (1, 1)
