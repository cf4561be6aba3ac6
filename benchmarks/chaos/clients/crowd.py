"""The players of a run with their subscriptions, and the monitors of the processes."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Coroutine
from typing import Any

from benchmarks.chaos.clients.client import Client
from benchmarks.chaos.clients.generator import Human
from benchmarks.chaos.clients.players import Player, sign_up
from benchmarks.chaos.clients.prober import probe
from benchmarks.chaos.clients.reader import Reader
from benchmarks.chaos.clients.sockets import Subscription
from benchmarks.chaos.clients.transports import Transports
from benchmarks.chaos.history import History, now
from benchmarks.chaos.options import Plan
from benchmarks.chaos.stack import System
from benchmarks.chaos.stalls import watch

SOCKETS = (2, 3)  # of a player
FINISH_SECONDS = 60.0  # until every play with a key is acknowledged after the system has recovered
SETTLE_SECONDS = 8.0  # until every socket has the newest result


class Crowd:
    def __init__(self, plan: Plan, system: System, history: History, chance: random.Random) -> None:
        self._plan, self._system, self._history, self._chance = plan, system, history, chance
        self.clients = {name: Client(program.port) for name, program in system.web.items()}
        self.edge = Client(system.port)
        self.players: list[Player] = []
        self.subscriptions: list[Subscription] = []
        self._ending = asyncio.Event()
        self._humans: list[asyncio.Task[None]] = []
        self._others: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        for number in range(self._plan.habits.players):
            self.players.append(await sign_up(self.edge, f"chaos_{number}"))
        for player in self.players:
            own = self._subscriptions_of(player)
            self.subscriptions += own
            for subscription in own:
                self.spawn(subscription.run())
            reader = Reader({"edge": self.edge, **self.clients}, self._history)
            human = Human(Transports(player, self.edge, own, self._history, self._fork()), self._plan.habits, reader)
            self._humans.append(asyncio.create_task(human.run(self._ending)))
        self.spawn(watch(self._history))
        for name, program in self._system.web.items():
            self.spawn(probe(name, program, self._history))

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        self._others.append(asyncio.create_task(work))

    def raise_faults(self) -> None:
        """Raises the exception of a failed task, which is a bug in this program."""
        for task in (*self._humans, *self._others):
            if task.done() and not task.cancelled():
                task.result()

    async def finish(self) -> None:
        """Waits until every play has been answered and every subscription has the newest result, or the time is up."""
        self._ending.set()
        await asyncio.wait(self._humans, timeout=FINISH_SECONDS)
        newest: dict[int, int] = {}
        for call in self._history.acknowledged:
            assert call.result is not None
            newest[call.player] = max(newest.get(call.player, 0), call.result["seq"])
        deadline = now() + SETTLE_SECONDS
        while now() < deadline and any(one.last < newest.get(one.player, 0) for one in self.subscriptions):
            await asyncio.sleep(0.1)
        await asyncio.sleep(1)  # gives unexpected frames time to arrive

    async def stop(self) -> None:
        tasks = (*self._humans, *self._others)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _subscriptions_of(self, player: Player) -> list[Subscription]:
        names = [f"player {player.id} socket {number + 1}" for number in range(self._chance.randint(*SOCKETS))]
        port, history = self._system.port, self._history
        return [Subscription(name, player.id, player.token, port, history, self._fork()) for name in names]

    def _fork(self) -> random.Random:
        return random.Random(self._chance.random())
