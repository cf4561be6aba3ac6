"""Sends as many requests as the hostile clients do, but one after another and within each player's limits."""

from __future__ import annotations

import asyncio
import itertools

from benchmarks.hostile.connection import connected, request, socket, text

ADDRESS = "127.0.0.67"
CONNECTIONS = 30  # half of them are sockets, so that none comes near the limit on frames
PLAYERS_OF_A_READER = 5  # in turn, because reads are limited per player
SOCKETS = CONNECTIONS // 2
PLAYERS = SOCKETS + (CONNECTIONS - SOCKETS) * PLAYERS_OF_A_READER
PING = text(b'{"type":"ping"}')


async def use(port: int, tokens: list[str], per_second: float) -> None:
    """Runs until cancelled."""
    pause = CONNECTIONS / per_second
    readers = _batched(tokens[SOCKETS:], PLAYERS_OF_A_READER)
    pings = [_ping(port, token, pause) for token in tokens[:SOCKETS]]
    await asyncio.gather(*pings, *(_read(port, players, pause) for players in readers))


def _batched(tokens: list[str], size: int) -> list[list[str]]:
    return [tokens[at : at + size] for at in range(0, len(tokens), size)]


async def _read(port: int, tokens: list[str], pause: float) -> None:
    async with connected(port, ADDRESS) as connection:
        for token in itertools.cycle(tokens):
            await connection.send(request("GET", "/api/game/history/", token))
            head = await connection.answer()
            if not head.startswith(b"HTTP/1.1 200"):
                raise RuntimeError(head.decode())
            await asyncio.sleep(pause)


async def _ping(port: int, token: str, pause: float) -> None:
    async with socket(port, ADDRESS, token) as connection:
        connection.read_all()
        while True:
            await connection.send(PING)
            await asyncio.sleep(pause)
