"""Many concurrent handshakes, as after a restart, are authenticated in batches. Each gets its own result."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from core import threads
from tests.api import Player, registered
from tests.game.threads import on_a_thread
from tests.sockets import Refused, Sockets

CROWD = 24


@pytest.fixture
def batches(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Records each use of a thread."""
    made: list[object] = []
    work: Callable[..., Any] = threads._work

    def noted(task: Any) -> Any:
        made.append(task)
        return work(task)

    monkeypatch.setattr(threads, "_work", noted)
    return made


async def crowd() -> list[Player]:
    return [await on_a_thread(registered) for _ in range(CROWD)]


async def test_a_crowd_uses_few_threads_and_everybody_is_at_their_own_place(
    sockets: Sockets, batches: list[object]
) -> None:
    players = await crowd()
    for number, player in enumerate(players[:6]):
        for _ in range(number):
            await on_a_thread(player.play, 842)
    batches.clear()

    opened = await asyncio.gather(*(sockets.open(player.access) for player in players))

    assert len(batches) <= CROWD // 2  # without batches, there would be three for each handshake
    for player, socket in zip(players[:6], opened, strict=False):
        played = await on_a_thread(player.play, 842)
        assert await socket.receive() == {"type": "game_result", **played.json}
    assert all([await socket.receives_nothing(0.01) for socket in opened])


async def test_in_a_crowd_the_wrong_ones_are_refused_and_only_they(sockets: Sockets) -> None:
    players = await crowd()
    ended = players[::3]
    for player in ended:
        assert (await on_a_thread(player.post, "/auth/api/logout/")).status == 204
    tokens = [player.access if at % 4 else "forged" for at, player in enumerate(players)]

    async def is_let_in(token: str) -> bool:
        try:
            await sockets.open(token)
        except Refused:
            return False
        return True

    let_in = await asyncio.gather(*(is_let_in(token) for token in tokens))
    assert let_in == [bool(at % 4) and player not in ended for at, player in enumerate(players)]
