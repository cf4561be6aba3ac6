"""As many well-behaved requests as the hostile clients made: each within its player's limits, one after the other."""

from __future__ import annotations

import asyncio

from benchmarks.hostile.connection import connected, request, socket, text

ADDRESS = "127.0.0.67"
CONNECTIONS = 20
PING = text(b'{"type":"ping"}')


async def use(port: int, tokens: list[str], per_second: float) -> None:
    """On twenty connections, half of them sockets, until it is cancelled. Every connection has a player of its own."""
    pause = CONNECTIONS / per_second
    half = CONNECTIONS // 2
    reads = [_read(port, token, pause) for token in tokens[:half]]
    await asyncio.gather(*reads, *(_ping(port, token, pause) for token in tokens[half:CONNECTIONS]))


async def _read(port: int, token: str, pause: float) -> None:
    async with connected(port, ADDRESS) as connection:
        while True:
            await connection.send(request("GET", "/api/game/history/", token))
            await connection.answer()
            await asyncio.sleep(pause)


async def _ping(port: int, token: str, pause: float) -> None:
    async with socket(port, ADDRESS, token) as connection:
        connection.read_all()
        while True:
            await connection.send(PING)
            await asyncio.sleep(pause)
