"""Opens many sockets on one process, and measures how fast they open, what they cost, and how fast results arrive."""

from __future__ import annotations

import asyncio
import resource
import time
from itertools import islice
from typing import Any

from benchmarks import players, steady
from benchmarks.crowd import Crowd
from benchmarks.figures import Figure, spread, spreads
from benchmarks.meters import cpu_seconds, resident_bytes
from benchmarks.pace import Pace
from benchmarks.progress import say
from benchmarks.system import SocketFloor, System
from tests.processes.programs import Gunicorn, Serve, WebProgram

SETTLED_SECONDS = 3
WARM = 50


def measure(system: System, pace: Pace) -> dict[str, Any]:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    opening = _opening(system, pace)
    people = players.create(WARM + pace.sockets)
    with system.http() as http, system.sockets() as sockets, system.socket_floor() as floor:
        return {"opening": opening, **asyncio.run(_among_them(people, http, sockets, floor, pace))}


def _opening(system: System, pace: Pace) -> dict[str, Any]:
    """Alternates between the floor and the product. Each round uses tokens that the process hasn't seen."""
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
    time.sleep(SETTLED_SECONDS)  # until the server has noticed the disconnects
    return {"rate": len(tokens) / took, "cpu_rate": len(tokens) / spent}


async def _among_them(
    people: list[players.Player], http: Gunicorn, sockets: Serve, floor: SocketFloor, pace: Pace
) -> dict[str, Any]:
    busy, idle = people[: steady.PLAYERS], people[WARM:]
    servers: dict[str, WebProgram] = {"full": sockets, "floor": floor}  # comes second, because its pings arrive early
    crowds = {name: Crowd(server.port) for name, server in servers.items()}
    quiet = {name: await _fill(server, crowds[name], people) for name, server in servers.items()}
    before = {name: cpu_seconds(server) for name, server in servers.items()}
    await asyncio.sleep(pace.idle_seconds)
    for name, server in servers.items():
        share = (cpu_seconds(server) - before[name]) / pace.idle_seconds
        quiet[name]["percent_of_a_core"] = round(100 * share, 2)
    say(f"{len(idle)} idle sockets: {quiet}")
    crowds["floor"].leave()
    push = await steady.over_http(busy, http.port, sockets.port, pace.push_seconds)
    say(f"POST to frame among them: {push}")
    crowds["full"].leave()
    return {"sockets": len(idle), "idle": quiet, "post_to_frame": push}


async def _fill(server: WebProgram, crowd: Crowd, people: list[players.Player]) -> Figure:
    _open(server, [player.token for player in people[:WARM]])
    before = resident_bytes(server)
    crowd.open(player.token for player in people[WARM:])
    crowd.answer_pings()
    await asyncio.sleep(SETTLED_SECONDS)
    memory = (resident_bytes(server) - before) / len(crowd.sockets)
    return {"kibibytes_each": round(memory / 1024, 1)}
