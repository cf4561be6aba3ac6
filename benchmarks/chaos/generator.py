"""What players do: play, repeat plays with their key at the same time, read, rest."""

from __future__ import annotations

import asyncio
import itertools
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from benchmarks.chaos.client import Client, NoResponse, Response
from benchmarks.chaos.history import ACKNOWLEDGED, REFUSED, UNKNOWN, Call, History, Result, now
from benchmarks.chaos.players import Player
from benchmarks.chaos.reader import Reader
from benchmarks.chaos.sockets import Subscription

LOWEST, HIGHEST = 1, 9999
REPEATS = (2, 5)
AT_ONCE = (2, 4)
AGAIN_SECONDS = (0.2, 1.0)  # between two attempts at a play that was not answered
REST_SECONDS = 7.0  # longer than a read may be old
READS_OF_A_REST = 4


@dataclass(frozen=True)
class Habits:
    """Shares of what a player does next; `rate` is in plays per second of all players together."""

    players: int = 24
    rate: float = 80.0
    repeated: float = 0.30
    at_once: float = 0.10  # of the other plays: several at the same time, each with its key
    on_sockets: float = 0.25  # of the other plays
    without_key: float = 0.20  # of the other plays over HTTP
    read: float = 0.30  # after an acknowledged play
    rest: float = 0.01


class Human:
    """One player's behaviour. Every play with a key is repeated until it is acknowledged."""

    def __init__(
        self,
        player: Player,
        habits: Habits,
        web: Client,
        subscriptions: Sequence[Subscription],
        reader: Reader,
        history: History,
        chance: random.Random,
    ) -> None:
        self.player, self.subscriptions = player, subscriptions
        self._habits, self._web, self._reader = habits, web, reader
        self._history, self._chance = history, chance
        self._keys = (f"{player.id}-{number}" for number in itertools.count(1))

    async def run(self, ending: asyncio.Event) -> None:
        """Returns after the event, when no play with a key is open."""
        pause = self._habits.players / self._habits.rate
        while not ending.is_set():
            began = now()
            await self._step()
            if self._chance.random() < self._habits.rest:
                await self._rest()
            wait = self._chance.expovariate(1 / pause) - (now() - began)
            await asyncio.sleep(max(0.0, wait))

    async def _step(self) -> None:
        chance, habits = self._chance.random, self._habits
        number = self._chance.randint(LOWEST, HIGHEST)
        if chance() < habits.repeated:
            played = await self._repeatedly(number, next(self._keys))
        elif chance() < habits.at_once:
            played = await self._at_once()
        elif chance() < habits.on_sockets:
            played = await self._until_acknowledged(number, next(self._keys), self._on_socket)
        elif chance() < habits.without_key:
            played = await self._over_http(number, None)
        else:
            played = await self._until_acknowledged(number, next(self._keys), self._over_http)
        if played and chance() < habits.read:
            await self._reader.read(self.player)

    async def _rest(self) -> None:
        """Plays nothing and reads on: what is stale stays visible."""
        for _ in range(READS_OF_A_REST):
            await self._reader.read(self.player)
            await asyncio.sleep(REST_SECONDS / READS_OF_A_REST)
        await self._reader.read(self.player)

    async def _repeatedly(self, number: int, key: str) -> bool:
        ways: list[Callable[[int, str], Awaitable[bool]]] = [self._over_http, self._on_socket]
        attempts = (self._chance.choice(ways)(number, key) for _ in range(self._chance.randint(*REPEATS)))
        if any(await asyncio.gather(*attempts)):
            return True
        return await self._until_acknowledged(number, key, self._over_http)

    async def _at_once(self) -> bool:
        """In no order: as from several tabs, or a program."""
        numbers = [self._chance.randint(LOWEST, HIGHEST) for _ in range(self._chance.randint(*AT_ONCE))]
        plays = (self._until_acknowledged(number, next(self._keys), self._over_http) for number in numbers)
        return all(await asyncio.gather(*plays))

    async def _until_acknowledged(self, number: int, key: str, way: Callable[[int, str], Awaitable[bool]]) -> bool:
        """Over HTTP after the first attempt: what a client does when its socket gives no answer."""
        while not await way(number, key):
            way = self._over_http
            await asyncio.sleep(self._chance.uniform(*AGAIN_SECONDS))
        return True

    async def _over_http(self, number: int, key: str | None) -> bool:
        began = now()
        try:
            response = await self._web.request(
                "POST", "/api/game/play/", token=self.player.token, body={"number": number}, key=key
            )
        except NoResponse as error:
            return self._note(key, number, "http", began, UNKNOWN, detail=str(error))
        if response.status != 200:
            return self._note(key, number, "http", began, REFUSED, detail=_reason(response))
        return self._note(key, number, "http", began, ACKNOWLEDGED, response.json)

    async def _on_socket(self, number: int, key: str) -> bool:
        open_ones = [subscription for subscription in self.subscriptions if subscription.connected]
        if not open_ones:
            return await self._over_http(number, key)
        began = now()
        try:
            result = await self._chance.choice(open_ones).play(number, key)
        except NoResponse as error:
            return self._note(key, number, "socket", began, UNKNOWN, detail=str(error))
        return self._note(key, number, "socket", began, ACKNOWLEDGED, result)

    def _note(
        self,
        key: str | None,
        number: int,
        via: str,
        began: float,
        outcome: str,
        result: Result | None = None,
        detail: str = "",
    ) -> bool:
        call = Call(self.player.id, key, number, via, began, now(), outcome, result, detail)
        self._history.calls.append(call)
        return outcome == ACKNOWLEDGED


def _reason(response: Response) -> str:
    return f"{response.status} {response.body[:200].decode(errors='replace')}"
