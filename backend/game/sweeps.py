"""Whoever missed a hint is found by one query for all the sockets of the process."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from core.pool import in_pool
from game import selectors
from game.consumers import GameConsumer

CHUNK = 1000


async def catch_up(sockets: Sequence[GameConsumer]) -> None:
    sent: dict[int, int] = {}
    for socket in sockets:
        if sent.setdefault(socket.player_id, socket.sent) > socket.sent:
            sent[socket.player_id] = socket.sent
    newest = await in_pool(_newer, sent)
    behind = [socket for socket in sockets if newest.get(socket.player_id, 0) > socket.sent]
    await asyncio.gather(*(socket.behind(newest[socket.player_id]) for socket in behind))


def _newer(sent: Mapping[int, int]) -> dict[int, int]:
    """The newest results of the players of every chunk in which somebody has more than was sent.

    Nobody was sent what is not stored, so the sums are equal only if each one is: almost always.
    """
    newest: dict[int, int] = {}
    everybody = list(sent)
    for at in range(0, len(everybody), CHUNK):
        players = everybody[at : at + CHUNK]
        if selectors.sum_of_seqs(players) != sum(sent[player] for player in players):
            newest |= selectors.newest_seqs(players)
    return newest
