"""Whoever missed a hint is found by one query for all the sockets of the process."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from core.pool import in_pool
from game import selectors
from game.consumers import GameConsumer

CHUNK = 1000


async def catch_up(sockets: Sequence[GameConsumer]) -> None:
    newest = await in_pool(_newest_seqs, list({socket.player_id for socket in sockets}))
    behind = [socket for socket in sockets if newest.get(socket.player_id, 0) > socket.sent]
    await asyncio.gather(*(socket.behind(newest[socket.player_id]) for socket in behind))


def _newest_seqs(players: list[int]) -> dict[int, int]:
    newest: dict[int, int] = {}
    for at in range(0, len(players), CHUNK):
        newest |= selectors.newest_seqs(players[at : at + CHUNK])
    return newest
