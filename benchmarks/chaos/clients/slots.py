"""After the run, every player can open ten sockets again: no closed socket still occupies a slot."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack

from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException
from websockets.typing import Subprotocol

from benchmarks.chaos.checker import Difference
from benchmarks.chaos.clients.players import Player
from benchmarks.chaos.history import Window, now
from tests.services.ports import HOST

SOCKETS = 10
FREE_SECONDS = 3.0  # after a socket was closed
FREE_AFTER_KILL_SECONDS = 65.0
PLAYERS = 8


def seconds_until_free(windows: Sequence[Window]) -> float:
    killed = [window.began for window in windows if window.fault in ("kill socket", "kill edge")]
    return max(FREE_SECONDS, max(killed, default=0.0) + FREE_AFTER_KILL_SECONDS - now())


async def taken(players: Sequence[Player], port: int) -> list[Difference]:
    """Call it once all sockets are closed and `seconds_until_free` have passed."""
    opened = await asyncio.gather(*(_opened(player, port) for player in players[:PLAYERS]))
    return list(_missing(players, opened))


def _missing(players: Sequence[Player], opened: Sequence[int]) -> Iterator[Difference]:
    for player, count in zip(players, opened, strict=False):
        if count != SOCKETS:
            yield Difference("slot", f"player {player.id}: only {count} of {SOCKETS} sockets could be opened")


async def _opened(player: Player, port: int) -> int:
    protocols = [Subprotocol("numberplay.v1"), Subprotocol(f"bearer.{player.token}")]
    async with AsyncExitStack() as stack:
        count = 0
        for _ in range(SOCKETS):
            try:
                url = f"ws://{HOST}:{port}/ws/game/"
                await stack.enter_async_context(connect(url, subprotocols=protocols, proxy=None, ping_interval=None))
                count += 1
            except (OSError, WebSocketException, TimeoutError):
                continue
        return count
