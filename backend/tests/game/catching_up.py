"""Players with earlier plays, and sockets that catch up."""

from __future__ import annotations

from tests.api import Player, registered
from tests.game.plays import add_plays
from tests.game.threads import on_a_thread
from tests.sockets import Socket, Sockets


async def seqs(socket: Socket, count: int) -> list[int]:
    return [(await socket.receive())["seq"] for _ in range(count)]


async def with_plays(count: int) -> Player:
    player = await on_a_thread(registered)
    await on_a_thread(add_plays, player.id, count)
    return player


async def open_since(sockets: Sockets, player: Player, since: object) -> Socket:
    return await sockets.open(player.access, query=f"since={since}")
