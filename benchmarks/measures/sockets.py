"""Many sockets on one process: how fast they open, what they cost when nothing happens, and the push among them."""

from __future__ import annotations

import asyncio
import resource
import time
from typing import Any

from tests.processes.programs import Gunicorn, Serve

from benchmarks import players
from benchmarks.measures.push import steadily
from benchmarks.meters import cpu_seconds, resident_bytes
from benchmarks.pace import Pace
from benchmarks.progress import say
from benchmarks.system import System
from benchmarks.wire import Caller, Subscriber

AT_ONCE = 50
IDLE_SECONDS = 20
SETTLED_SECONDS = 3
PLAYERS = 20


def measure(system: System, pace: Pace) -> dict[str, Any]:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    idle, busy = players.create(pace.sockets), players.create(PLAYERS)
    with system.http() as http, system.sockets() as sockets:
        return asyncio.run(_measure(idle, busy, http, sockets, pace))


async def _measure(
    idle: list[players.Player], busy: list[players.Player], http: Gunicorn, sockets: Serve, pace: Pace
) -> dict[str, Any]:
    warm = [await _open(player, sockets) for player in busy]
    before = resident_bytes(sockets)
    began, spent = time.perf_counter(), cpu_seconds(sockets)
    opened = await _open_all(idle, sockets)
    took, spent = time.perf_counter() - began, cpu_seconds(sockets) - spent
    say(f"{len(opened)} sockets opened in {took:.1f} s")
    for subscriber in warm:
        subscriber.close()
    await asyncio.sleep(SETTLED_SECONDS)
    memory = (resident_bytes(sockets) - before) / len(opened)
    share = await _idle_share(sockets)
    callers = [await Caller.connect(http.port) for _ in busy]

    async def post(at: int) -> None:
        await callers[at].play(busy[at].token, 842)

    push = await steadily(busy, sockets, post, pace.push_seconds)
    say(f"POST to frame among them: {push}")
    for subscriber in opened:
        subscriber.close()
    return {
        "sockets": len(opened),
        "connects_per_second": round(len(opened) / took, 0),
        "connects_per_cpu_second": round(len(opened) / spent, 0),
        "kibibytes_each": round(memory / 1024, 1),
        "idle_percent_of_a_core": round(100 * share, 2),
        "post_to_frame": push,
    }


async def _open(player: players.Player, sockets: Serve) -> Subscriber:
    subscriber = await Subscriber.connect(sockets.port)
    await subscriber.subscribe(player.token)
    return subscriber


async def _open_all(people: list[players.Player], sockets: Serve) -> list[Subscriber]:
    """So many at a time as a crowd that reconnects."""
    places = asyncio.Semaphore(AT_ONCE)

    async def one(player: players.Player) -> Subscriber:
        async with places:
            return await _open(player, sockets)

    return await asyncio.gather(*(one(player) for player in people))


async def _idle_share(sockets: Serve) -> float:
    began = cpu_seconds(sockets)
    await asyncio.sleep(IDLE_SECONDS)
    return (cpu_seconds(sockets) - began) / IDLE_SECONDS
