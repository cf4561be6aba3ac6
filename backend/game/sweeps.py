"""Whoever missed a hint is found by one query for all the sockets of the process."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from core.pool import in_pool
from game import selectors
from game.consumers import GameConsumer

CHUNK = 1000


async def catch_up(sockets: Sequence[GameConsumer]) -> None:
    players = list({socket.player_id for socket in sockets})
    newest: dict[int, int] = {}
    for at in range(0, len(players), CHUNK):
        newest |= await in_pool(selectors.newest_seqs, players[at : at + CHUNK])
    behind = [socket for socket in sockets if newest.get(socket.player_id, 0) > socket.sent]
    await asyncio.gather(*(socket.behind(newest[socket.player_id]) for socket in behind))
