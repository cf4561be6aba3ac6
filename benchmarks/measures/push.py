"""The time from the POST, or from the frame of a play, to the frame on the player's socket, at a constant rate."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from benchmarks import players
from benchmarks.figures import latencies
from benchmarks.pace import Pace
from benchmarks.progress import say
from benchmarks.system import System
from benchmarks.wire import Caller, Subscriber
from tests.processes.programs import Gunicorn, Serve

PLAYERS = 20
PLAYS_PER_SECOND = 50
WAIT_SECONDS = 5


def measure(system: System, pace: Pace) -> dict[str, Any]:
    people = players.create(PLAYERS)
    with system.http() as http, system.sockets() as sockets:
        over_http = asyncio.run(_over_http(people, http, sockets, pace.push_seconds))
        say(f"POST to frame: {over_http}")
        over_socket = asyncio.run(_over_socket(people, sockets, pace.push_seconds))
        say(f"play on the socket to frame: {over_socket}")
    return {"post_to_frame": over_http, "socket_to_frame": over_socket}


async def _over_http(people: list[players.Player], http: Gunicorn, sockets: Serve, seconds: int) -> dict[str, Any]:
    callers = [await Caller.connect(http.port) for _ in people]

    async def post(at: int) -> None:
        await callers[at].play(people[at].token, 842)

    return await steadily(people, sockets, post, seconds)


async def _over_socket(people: list[players.Player], sockets: Serve, seconds: int) -> dict[str, Any]:
    return await steadily(people, sockets, None, seconds)


async def steadily(people: list[players.Player], sockets: Serve, post: Any, seconds: int) -> dict[str, Any]:
    """Players take turns, each after receiving the last frame. Without `post`, they play on the socket itself."""
    subscribers = [await Subscriber.connect(sockets.port) for _ in people]
    for subscriber, player in zip(subscribers, people, strict=True):
        await subscriber.subscribe(player.token)
    waits: list[float] = []
    lost = 0
    began = time.perf_counter()
    for turn in range(seconds * PLAYS_PER_SECOND):
        await asyncio.sleep(max(0.0, began + turn / PLAYS_PER_SECOND - time.perf_counter()))
        subscriber = subscribers[turn % len(people)]
        sent = time.perf_counter()
        if post is None:
            subscriber.say(number=842)
            posting = None
        else:
            posting = asyncio.create_task(post(turn % len(people)))
        try:
            await asyncio.wait_for(subscriber.receive(), WAIT_SECONDS)
            waits.append(time.perf_counter() - sent)
        except TimeoutError:
            lost += 1
        if posting is not None:
            await posting
    for subscriber in subscribers:
        subscriber.close()
    return {**latencies(waits), "lost": lost}
