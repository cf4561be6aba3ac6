"""The time from a play to the frame on the player's socket, at a constant rate."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from benchmarks.figures import latencies
from benchmarks.players import Player
from benchmarks.wire import Caller, Closed, Subscriber

PLAYERS = 20
PLAYS_PER_SECOND = 50
WAIT_SECONDS = 5

Post = Callable[[int], Awaitable[None]]


async def over_http(people: Sequence[Player], http_port: int, socket_port: int, seconds: float) -> dict[str, Any]:
    """From before the POST is written until the frame has been read."""
    callers = [await Caller.connect(http_port) for _ in people]

    async def post(at: int) -> None:
        await callers[at].play(people[at].token, 842)

    try:
        return await _steadily(people, socket_port, post, seconds)
    finally:
        for caller in callers:
            caller.close()


async def over_socket(people: Sequence[Player], socket_port: int, seconds: float) -> dict[str, Any]:
    return await _steadily(people, socket_port, None, seconds)


async def _steadily(people: Sequence[Player], socket_port: int, post: Post | None, seconds: float) -> dict[str, Any]:
    """Players take turns, each after receiving the last frame. Without `post`, they play on the socket itself."""
    subscribers = [await Subscriber.connect(socket_port) for _ in people]
    for subscriber, player in zip(subscribers, people, strict=True):
        await subscriber.subscribe(player.token)
    waits: list[float | None] = []
    began = time.perf_counter()
    for turn in range(int(seconds * PLAYS_PER_SECOND)):
        await asyncio.sleep(max(0.0, began + turn / PLAYS_PER_SECOND - time.perf_counter()))
        at = turn % len(people)
        waits.append(await _play(subscribers[at], partial(post, at) if post else None))
    for subscriber in subscribers:
        subscriber.close()
    received = [wait for wait in waits if wait is not None]
    return {**latencies(received), "lost": len(waits) - len(received)}


async def _play(subscriber: Subscriber, post: Callable[[], Awaitable[None]] | None) -> float | None:
    """The seconds until the frame, or None if it is lost."""
    sent = time.perf_counter()
    posting = asyncio.ensure_future(post()) if post else None
    if posting is None:
        subscriber.say(number=842)
    wait = None
    with suppress(TimeoutError, Closed, asyncio.IncompleteReadError):
        await asyncio.wait_for(subscriber.receive(), WAIT_SECONDS)
        wait = time.perf_counter() - sent
    if posting is not None:
        await posting
    return wait
