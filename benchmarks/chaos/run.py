"""One run: starts the system, players and faults, waits until everything settles, and compares the records."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator

from benchmarks.chaos import nemesis, progress
from benchmarks.chaos.checker import Difference
from benchmarks.chaos.checker.everything import check
from benchmarks.chaos.checker.statistics import Served
from benchmarks.chaos.clients import slots
from benchmarks.chaos.clients.crowd import Crowd
from benchmarks.chaos.clients.reader import HISTORY, PATHS, STATISTICS
from benchmarks.chaos.faults import Faults
from benchmarks.chaos.history import now
from benchmarks.chaos.options import Plan
from benchmarks.chaos.outcome import Outcome
from benchmarks.chaos.rows import read
from benchmarks.chaos.soak import Watch, grown, logged
from benchmarks.chaos.stack import System, started
from benchmarks.progress import say

WARM_SECONDS = 3.0
STALE_SECONDS = 5.0  # the maximum age of cached data, after any fault


async def run(plan: Plan, seed: int, cluster: str) -> Outcome:
    """Raises RuntimeError if the system doesn't start, or doesn't recover after a fault."""
    chance = random.Random(f"{seed} {plan.name}")
    outcome = Outcome(plan, seed)
    async with started(cluster, random.Random(chance.random())) as system:
        faults = Faults(system, outcome.history)
        crowd = Crowd(plan, system, outcome.history, chance)
        try:
            say("players sign up")
            await crowd.start()
            await _play(outcome, system, crowd, faults)
            say("everything settles")
            await crowd.finish()
        finally:
            faults.heal()
            await crowd.stop()
        await _compare(outcome, system, crowd)
    return outcome


async def _play(outcome: Outcome, system: System, crowd: Crowd, faults: Faults) -> None:
    """Waits until the goal is reached."""
    if outcome.plan.watched:
        outcome.watch = Watch(system)
        crowd.spawn(outcome.watch.run())
    crowd.spawn(progress.report(outcome))
    system.responses.share = outcome.plan.responses
    for proxy in system.commits:
        proxy.share = outcome.plan.commits
    began = now()
    await asyncio.sleep(WARM_SECONDS)
    injections = nemesis.plan(random.Random(f"{outcome.seed} faults"), outcome.plan.faults, system.targets)
    outcome.count(system)
    while not outcome.reaches(outcome.plan.goal, now() - began):
        await _next(injections, faults)
        crowd.raise_faults()
        outcome.count(system)
    outcome.seconds = now() - began
    system.responses.share = 0.0
    for proxy in system.commits:
        proxy.share = 0.0


async def _next(injections: Iterator[nemesis.Injection], faults: Faults) -> None:
    injection = next(injections, None)
    if injection is None:
        await asyncio.sleep(1)
        return
    await asyncio.sleep(injection.calm)
    say(f"{injection.fault.name}: {injection.target}, {injection.seconds:.1f} s")
    await faults.inject(injection)


async def _compare(outcome: Outcome, system: System, crowd: Crowd) -> None:
    say("the ledgers are compared")
    await asyncio.sleep(STALE_SECONDS)
    served = [await _served(crowd, player.token, player.id, name) for player in crowd.players for name in crowd.clients]
    rows, *others = [await asyncio.to_thread(read, url) for url in system.database_urls]
    outcome.differences += [Difference("nodes", "a node has other rows") for other in others if other != rows]
    outcome.rows = sum(map(len, rows.plays.values()))
    subscriptions = {one.name: one.player for one in crowd.subscriptions}
    outcome.differences += check(outcome.history, rows, served, subscriptions)
    if outcome.watch is not None:
        outcome.differences += [*grown(outcome.watch.samples), *logged(outcome.watch.errors())]
    wait = slots.seconds_until_free(outcome.history.windows)
    say(f"sockets open again, in {wait:.0f} s")
    await asyncio.sleep(wait)
    outcome.differences += await slots.taken(crowd.players, system.servers["socket-1"].port)


async def _served(crowd: Crowd, token: str, player: int, process: str) -> Served:
    client = crowd.clients[process]
    history = await client.request("GET", PATHS[HISTORY], token=token)
    statistics = await client.request("GET", PATHS[STATISTICS], token=token)
    return Served(player, process, history.json, statistics.json)
