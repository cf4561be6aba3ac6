"""Many sockets on one process: how fast they open, what they cost when nothing happens, and the push among them."""

from __future__ import annotations

import asyncio
import resource
import time
from itertools import islice
from typing import Any

from tests.processes.programs import Gunicorn, Serve, WebProgram

from benchmarks import players
from benchmarks.crowd import Crowd
from benchmarks.figures import Figure, spread, spreads
from benchmarks.measures.push import steadily
from benchmarks.meters import cpu_seconds, resident_bytes
from benchmarks.pace import Pace
from benchmarks.progress import say
from benchmarks.system import System
from benchmarks.wire import Caller

SETTLED_SECONDS = 3
PLAYERS = 20
WARM = 50


def measure(system: System, pace: Pace) -> dict[str, Any]:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    opening = _opening(system, pace)
    people = players.create(WARM + pace.sockets)
    with system.http() as http, system.sockets() as sockets:
        return {"opening": opening, **asyncio.run(_among_them(people, http, sockets, pace))}


def _opening(system: System, pace: Pace) -> dict[str, Any]:
    """In turn on the floor and on the product. Each round's tokens are new to the process."""
    tokens = iter([player.token for player in players.create(WARM + pace.rounds * pace.opened)])
    with system.socket_floor() as floor, system.sockets() as sockets:
        warm = list(islice(tokens, WARM))
        for server in (floor, sockets):
            _open(server, warm)
        rounds: dict[str, list[Figure]] = {"floor": [], "full": []}
        for _ in range(pace.rounds):
            offered = list(islice(tokens, pace.opened))
            rounds["floor"].append(_open(floor, offered))
            rounds["full"].append(_open(sockets, offered))
    ratios = [floor["cpu_rate"] / full["cpu_rate"] for floor, full in zip(*rounds.values(), strict=True)]
    found = {**{name: spreads(figures) for name, figures in rounds.items()}, "cpu_ratio": spread(ratios)}
    say(f"opening: {found}")
    return found


def _open(server: WebProgram, tokens: list[str]) -> Figure:
    crowd = Crowd(server.port)
    began, spent = time.perf_counter(), cpu_seconds(server)
    crowd.open(tokens)
    took, spent = time.perf_counter() - began, cpu_seconds(server) - spent
    crowd.close()
    time.sleep(SETTLED_SECONDS)  # until the server has seen them go
    return {"rate": len(tokens) / took, "cpu_rate": len(tokens) / spent}


async def _among_them(people: list[players.Player], http: Gunicorn, sockets: Serve, pace: Pace) -> dict[str, Any]:
    _open(sockets, [player.token for player in people[:WARM]])
    busy, idle = people[:PLAYERS], people[WARM:]
    before = resident_bytes(sockets)
    crowd = Crowd(sockets.port)
    crowd.open(player.token for player in idle)
    crowd.answer_pings()
    await asyncio.sleep(SETTLED_SECONDS)
    memory = (resident_bytes(sockets) - before) / len(idle)
    spent = cpu_seconds(sockets)
    await asyncio.sleep(pace.idle_seconds)
    share = (cpu_seconds(sockets) - spent) / pace.idle_seconds
    say(f"{len(idle)} sockets: {memory / 1024:.1f} KiB each, {100 * share:.2f} % of a core")
    callers = [await Caller.connect(http.port) for _ in busy]

    async def post(at: int) -> None:
        await callers[at].play(busy[at].token, 842)

    push = await steadily(busy, sockets, post, pace.push_seconds)
    say(f"POST to frame among them: {push}")
    crowd.leave()
    return {
        "sockets": len(idle),
        "kibibytes_each": round(memory / 1024, 1),
        "idle_percent_of_a_core": round(100 * share, 2),
        "post_to_frame": push,
    }
