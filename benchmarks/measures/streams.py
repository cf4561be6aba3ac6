"""Compares event streams with the same number of WebSockets on another process: memory, and when results arrive."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from benchmarks import players
from benchmarks.crowd import Crowd
from benchmarks.figures import latencies, spread, spreads
from benchmarks.meters import cpu_seconds, resident_bytes
from benchmarks.pace import Pace
from benchmarks.players import Player
from benchmarks.progress import say
from benchmarks.steady import PLAYERS, PLAYS_PER_SECOND, WAIT_SECONDS
from benchmarks.system import System
from benchmarks.wire import Caller, StreamReader, Subscriber, event_stream, upgrade
from tests.processes.programs import Serve

WARM = 50
SETTLED_SECONDS = 3
Receiver = Subscriber | StreamReader
RECEIVERS: dict[str, type[Receiver]] = {"socket": Subscriber, "stream": StreamReader}
OPENINGS = {"socket": upgrade, "stream": event_stream}


def measure(system: System, pace: Pace) -> dict[str, Any]:
    people = players.create(WARM + pace.streams)
    with system.http() as http, system.sockets() as of_sockets, system.sockets() as of_streams:
        servers = {"socket": of_sockets, "stream": of_streams}
        found = asyncio.run(_among_them(people, http.port, servers, pace))
    return {"count": pace.streams, **found}


async def _among_them(people: list[Player], http_port: int, servers: Mapping[str, Serve], pace: Pace) -> dict[str, Any]:
    crowds = {name: Crowd(server.port, OPENINGS[name]) for name, server in servers.items()}
    found = {name: await _fill(server, crowds[name], people) for name, server in servers.items()}
    before = {name: cpu_seconds(server) for name, server in servers.items()}
    await asyncio.sleep(pace.idle_seconds)
    for name, server in servers.items():
        share = (cpu_seconds(server) - before[name]) / pace.idle_seconds
        found[name]["percent_of_a_core"] = round(100 * share, 2)
    say(f"{pace.streams} idle of each: {found}")
    rounds = [await _push(people[:PLAYERS], http_port, servers, pace.push_seconds) for _ in range(pace.rounds)]
    for name in servers:
        found[name] |= {**spreads([one[name] for one in rounds]), "lost": sum(one[name]["lost"] for one in rounds)}
    times = {
        percentile: spread([one["stream"][percentile] / one["socket"][percentile] for one in rounds])
        for percentile in ("p50_ms", "p99_ms")
    }
    crowds["socket"].leave()
    crowds["stream"].close()
    return {**found, "times": times}


async def _fill(server: Serve, crowd: Crowd, people: list[Player]) -> dict[str, Any]:
    warm = Crowd(server.port, crowd.opening)
    warm.open(player.token for player in people[:WARM])
    warm.close()
    await asyncio.sleep(SETTLED_SECONDS)  # until the server has noticed the disconnects
    before = resident_bytes(server)
    crowd.open(player.token for player in people[WARM:])
    if crowd.opening is upgrade:
        crowd.answer_pings()
    await asyncio.sleep(SETTLED_SECONDS)
    memory = (resident_bytes(server) - before) / len(crowd.sockets)
    return {"kibibytes_each": round(memory / 1024, 1)}


async def _push(
    people: Sequence[Player], http_port: int, servers: Mapping[str, Serve], seconds: float
) -> dict[str, dict[str, float]]:
    """Players take turns. Each gets the result on a socket and on a stream."""
    callers = [await Caller.connect(http_port) for _ in people]
    receivers = {name: await _subscribed(name, server.port, people) for name, server in servers.items()}
    waits: dict[str, list[float | None]] = {name: [] for name in receivers}
    began = time.perf_counter()
    for turn in range(int(seconds * PLAYS_PER_SECOND)):
        await asyncio.sleep(max(0.0, began + turn / PLAYS_PER_SECOND - time.perf_counter()))
        at, sent = turn % len(people), time.perf_counter()
        posting = asyncio.ensure_future(callers[at].play(people[at].token, 842))
        arrivals = await asyncio.gather(*(_arrival(receivers[name][at], sent) for name in receivers))
        for name, wait in zip(receivers, arrivals, strict=True):
            waits[name].append(wait)
        await posting
    for connection in chain(callers, *receivers.values()):
        connection.close()
    return {name: _summary(all_waits) for name, all_waits in waits.items()}


async def _subscribed(name: str, port: int, people: Sequence[Player]) -> list[Receiver]:
    receivers = [await RECEIVERS[name].connect(port) for _ in people]
    for receiver, player in zip(receivers, people, strict=True):
        await receiver.subscribe(player.token)
    return receivers


async def _arrival(receiver: Receiver, sent: float) -> float | None:
    """The seconds until the next result, or None if it is lost."""
    try:
        await asyncio.wait_for(receiver.receive(), WAIT_SECONDS)
    except (TimeoutError, asyncio.IncompleteReadError):
        return None
    return time.perf_counter() - sent


def _summary(waits: list[float | None]) -> dict[str, float]:
    received = [wait for wait in waits if wait is not None]
    return {**latencies(received), "lost": len(waits) - len(received)}
