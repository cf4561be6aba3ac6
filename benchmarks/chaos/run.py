"""One run: the system starts, players and faults begin, everything settles, and the ledgers are compared."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, field

from benchmarks.chaos import nemesis, progress, slots
from benchmarks.chaos.checker import Difference
from benchmarks.chaos.checker.everything import check
from benchmarks.chaos.checker.statistics import Served
from benchmarks.chaos.crowd import Crowd
from benchmarks.chaos.faults import Faults
from benchmarks.chaos.history import History, now
from benchmarks.chaos.options import Plan
from benchmarks.chaos.reader import HISTORY, PATHS, STATISTICS
from benchmarks.chaos.rows import read
from benchmarks.chaos.soak import Watch, grown, logged
from benchmarks.chaos.stack import System, started
from benchmarks.progress import say

WARM_SECONDS = 3.0
RESPONSES, COMMITS = "responses to plays", "answers to COMMIT"
STALE_SECONDS = 5.0  # what a cache may be behind, after the worst of faults


@dataclass
class Outcome:
    """`losses` counts the answers to plays, the answers to COMMIT and the messages that the proxies lost."""

    plan: Plan
    seed: int
    history: History = field(default_factory=History)
    differences: list[Difference] = field(default_factory=list)
    losses: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    rows: int = 0
    watch: Watch | None = None

    @property
    def kills(self) -> int:
        return sum(window.fault.startswith(nemesis.KILL) for window in self.history.windows)


async def run(plan: Plan, seed: int, cluster: str) -> Outcome:
    """Raises RuntimeError where the system does not start, or does not come back after a fault."""
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
    """Until the goal is reached."""
    outcome.watch = Watch(system)
    crowd.spawn(outcome.watch.run())
    crowd.spawn(progress.report(outcome))
    system.responses.share = outcome.plan.responses
    for proxy in system.commits:
        proxy.share = outcome.plan.commits
    began = now()
    await asyncio.sleep(WARM_SECONDS)
    injections = nemesis.plan(random.Random(f"{outcome.seed} faults"), outcome.plan.faults, system.targets)
    while not _reached(outcome, system, now() - began):
        crowd.raise_faults()
        injection = next(injections, None)
        if injection is None:
            await asyncio.sleep(1)
            continue
        await asyncio.sleep(injection.calm)
        say(f"{injection.fault.name}: {injection.target}, {injection.seconds:.1f} s")
        await faults.inject(injection)
    outcome.seconds = now() - began
    system.responses.share = 0.0
    for proxy in system.commits:
        proxy.share = 0.0


def _reached(outcome: Outcome, system: System, seconds: float) -> bool:
    goal, history = outcome.plan.goal, outcome.history
    outcome.losses = {
        RESPONSES: system.responses.lost,
        COMMITS: sum(proxy.lost for proxy in system.commits),
        "messages": sum(proxy.lost for proxy in system.messages),
    }
    return seconds >= goal.longest or (
        seconds >= goal.seconds
        and len(distinct(history)) >= goal.acknowledged
        and outcome.kills >= goal.kills
        and outcome.losses[COMMITS] >= goal.commits
        and outcome.losses[RESPONSES] >= goal.responses
    )


def distinct(history: History) -> set[tuple[int, int]]:
    """The acknowledged plays by player and seq: repeats with a key are one."""
    return {(call.player, call.result["seq"]) for call in history.calls if call.result is not None}


async def _compare(outcome: Outcome, system: System, crowd: Crowd) -> None:
    say("the ledgers are compared")
    await asyncio.sleep(STALE_SECONDS)
    served = [await _served(crowd, player.token, player.id, name) for player in crowd.players for name in crowd.clients]
    rows, *others = [await asyncio.to_thread(read, url) for url in system.databases.urls]
    outcome.differences += [Difference("nodes", "a node has other rows") for other in others if other != rows]
    outcome.rows = sum(map(len, rows.plays.values()))
    subscriptions = {one.name: one.player for one in crowd.subscriptions}
    outcome.differences += check(outcome.history, rows, served, subscriptions)
    if outcome.plan.watched and outcome.watch:
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
