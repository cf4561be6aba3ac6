"""The kinds of hostile clients. Each uses its own connections, and reopens them whenever they are closed."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import count

from benchmarks.hostile.connection import CONTINUATION, PING, connected, frame, request, socket, text
from benchmarks.wire import FINAL, upgrade

ADDRESS = "127.0.0.66"
PAUSE_SECONDS = 0.2  # before a dropped connection reconnects
SLOW_BYTES_PER_SECOND = 200
BODY_BYTES = 16_000
FRAME_BYTES = 4_000


@dataclass
class Target:
    """`requests` counts the sent requests, frames and handshakes."""

    port: int
    tokens: list[str]
    requests: Counter[str] = field(default_factory=Counter)


async def resume(target: Target, token: str) -> None:
    async with socket(target.port, ADDRESS, token) as connection:
        connection.read_all()
        while True:
            await connection.send(text(b'{"type":"resume","since":0}'))
            target.requests["resume"] += 1
            await asyncio.sleep(0.05)


async def control(target: Target, token: str) -> None:
    """Never reads."""
    burst = frame(FINAL | PING, b"x" * 125) + frame(CONTINUATION) + text(b'{"type":"ping"}')
    async with socket(target.port, ADDRESS, token) as connection:
        while True:
            await connection.send(burst)
            target.requests["control"] += 3
            await asyncio.sleep(0.05)


def hostile_json(size: int) -> list[bytes]:
    return [
        b"[[[[[[[[[" + b'"' + b'\\"' * (size // 2 - 10) + b"\\",
        b"[" * size,
        b'{"a":' * (size // 5),
        b'{"number":' + b"9" * (size - 20) + b"}",
        b'{"number":842,"x":"' + b"\\u0041" * (size // 6 - 10) + b'"}',
    ]


async def bodies(target: Target, token: str) -> None:
    async with connected(target.port, ADDRESS) as connection:
        for number in count():
            body = hostile_json(BODY_BYTES)[number % 5]
            await connection.send(request("POST", "/api/game/play/", token, body))
            target.requests["bodies"] += 1
            await connection.answer()
            await asyncio.sleep(0.05)


async def frames(target: Target, token: str) -> None:
    async with socket(target.port, ADDRESS, token) as connection:
        connection.read_all()
        for number in count():
            await connection.send(text(hostile_json(FRAME_BYTES)[number % 5]))
            target.requests["frames"] += 1
            await asyncio.sleep(0.05)


async def slow_reader(target: Target, token: str) -> None:
    async with connected(target.port, ADDRESS, buffer=1024) as connection:
        await connection.send(request("GET", "/api/game/results/export/", token))
        target.requests["slow readers"] += 1
        while await connection.reader.read(SLOW_BYTES_PER_SECOND):
            await asyncio.sleep(1)


async def slow_sender(target: Target, token: str) -> None:
    async with connected(target.port, ADDRESS) as connection:
        head, blank, body = request("POST", "/api/game/play/", token, b'{"number":842,"x":"' + b"x" * 900).partition(
            b"\r\n\r\n"
        )
        await connection.send(head + blank)
        target.requests["slow senders"] += 1
        for byte in body:
            await connection.send(bytes([byte]))
            await asyncio.sleep(1)


async def handshakes(target: Target, token: str) -> None:
    """Handshakes that are refused, or dropped after or before the response; also the admin's sign-in page."""
    for number in count():
        async with connected(target.port, ADDRESS) as connection:
            wanted = [upgrade(token), upgrade("x" * 2000), request("GET", "/admin/login/", token)]
            await connection.send(wanted[number % 3])
            target.requests["handshakes"] += 1
            if number % 2:
                await connection.reader.readuntil(b"\r\n\r\n")
        await asyncio.sleep(0.1)


Kind = Callable[[Target, str], Awaitable[None]]

# Twenty connections of two players. `number` is the kind given on the command line.
KINDS: dict[int, list[Kind]] = {
    1: [resume] * 4,
    2: [control] * 4,
    3: [bodies, bodies, frames, frames],
    4: [slow_reader] * 2,
    5: [slow_sender] * 4,
    6: [handshakes] * 2,
}


async def attack(target: Target, kinds: list[int]) -> None:
    """Runs until cancelled."""
    ways = [way for number in kinds for way in KINDS[number]]
    await asyncio.gather(*(_again(way, target, target.tokens[at % len(target.tokens)]) for at, way in enumerate(ways)))


async def _again(way: Kind, target: Target, token: str) -> None:
    while True:
        try:
            await way(target, token)
        except (OSError, EOFError, asyncio.LimitOverrunError):
            target.requests["cut off"] += 1
        await asyncio.sleep(PAUSE_SECONDS)
