"""Finds the sockets whose position differs from the database, with one query for all sockets of the process.

A socket is behind if it missed a hint, and ahead if it sent a result that has been lost because the database was
restored.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Mapping, Sequence

from core import threads
from game import selectors
from game.live.delivery import ResultConnection

CHUNK = 1000


async def catch_up(sockets: Sequence[ResultConnection]) -> None:
    positions = [(socket, socket.sent) for socket in sockets]  # read before the query, so that every position is stored
    newest = await threads.database.run(_newest_where_it_differs, [(one.player_id, sent) for one, sent in positions])
    differing = [
        (socket, stored, sent)
        for socket, sent in positions
        if (stored := newest.get(socket.player_id, sent)) != sent or socket.ahead is not None
    ]
    await asyncio.gather(*(socket.compare(stored, sent) for socket, stored, sent in differing))


def _newest_where_it_differs(positions: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Returns the newest stored seqs of all players, for each chunk in which a position differs."""
    seqs = dict(positions)
    uneven = {player for player, sent in positions if seqs[player] != sent}  # players whose sockets differ
    everybody = list(seqs)
    newest: dict[int, int] = {}
    for at in range(0, len(everybody), CHUNK):
        players = everybody[at : at + CHUNK]
        if not uneven.isdisjoint(players) or _differs({player: seqs[player] for player in players}):
            stored = selectors.newest_seqs(players)
            newest |= {player: stored.get(player, 0) for player in players}
    return newest


def _differs(seqs: Mapping[int, int]) -> bool:
    factor = random.randrange(1, selectors.CHECKSUM_PRIME)  # noqa: S311  not a secret
    return selectors.checksum_of_seqs(seqs, factor) != selectors.checksum(seqs, factor)
