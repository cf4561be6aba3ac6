"""The players' actions: they play, repeat plays with their key concurrently, read, and pause."""

from __future__ import annotations

import asyncio
import itertools
from dataclasses import dataclass

from benchmarks.chaos.clients.reader import Reader
from benchmarks.chaos.clients.transports import Transport, Transports
from benchmarks.chaos.history import now

LOWEST, HIGHEST = 1, 9999
REPEATS = (2, 5)
AT_ONCE = (2, 4)
AGAIN_SECONDS = (0.2, 1.0)  # between two attempts at an unanswered play
REST_SECONDS = 7.0  # longer than the maximum age of a read
READS_OF_A_REST = 4


@dataclass(frozen=True)
class Habits:
    """The probabilities of a player's next action. `rate` is in plays per second, for all players combined."""

    players: int = 24
    rate: float = 80.0
    repeated: float = 0.30
    at_once: float = 0.10  # share of the other plays: several at the same time, each with its own key
    on_sockets: float = 0.25  # share of the other plays
    without_key: float = 0.20  # share of the other plays over HTTP
    read: float = 0.30  # after an acknowledged play
    rest: float = 0.01


class Human:
    """One player's behavior. Every play with a key is repeated until it is acknowledged."""

    def __init__(self, transports: Transports, habits: Habits, reader: Reader) -> None:
        self._transports, self._habits, self._reader = transports, habits, reader
        self._player, self._chance = transports.player, transports.chance
        self._keys = (f"{self._player.id}-{number}" for number in itertools.count(1))

    async def run(self, ending: asyncio.Event) -> None:
        """Returns after the event, once no play with a key is pending."""
        pause = self._habits.players / self._habits.rate
        while not ending.is_set():
            began = now()
            if await self._play() and self._chance.random() < self._habits.read:
                await self._reader.read(self._player)
            if self._chance.random() < self._habits.rest:
                await self._rest()
            wait = self._chance.expovariate(1 / pause) - (now() - began)
            await asyncio.sleep(max(0.0, wait))

    async def _play(self) -> bool:
        chance, habits, transports = self._chance.random, self._habits, self._transports
        number = self._number()
        if chance() < habits.repeated:
            return await self._repeatedly(number, next(self._keys))
        if chance() < habits.at_once:
            return await self._at_once()
        if chance() < habits.on_sockets:
            return await self._until_acknowledged(number, next(self._keys), transports.on_socket)
        if chance() < habits.without_key:
            return await transports.over_http(number, None)
        return await self._until_acknowledged(number, next(self._keys), transports.over_http)

    async def _rest(self) -> None:
        """Reads without playing, so that stale reads stay visible."""
        for _ in range(READS_OF_A_REST):
            await self._reader.read(self._player)
            await asyncio.sleep(REST_SECONDS / READS_OF_A_REST)
        await self._reader.read(self._player)

    async def _repeatedly(self, number: int, key: str) -> bool:
        transports: list[Transport] = [self._transports.over_http, self._transports.on_socket]
        attempts = (self._chance.choice(transports)(number, key) for _ in range(self._chance.randint(*REPEATS)))
        if any(await asyncio.gather(*attempts)):
            return True
        return await self._until_acknowledged(number, key, self._transports.over_http)

    async def _at_once(self) -> bool:
        """In no particular order, as from several tabs or a program."""
        count = self._chance.randint(*AT_ONCE)
        transport = self._transports.over_http
        plays = (self._until_acknowledged(self._number(), next(self._keys), transport) for _ in range(count))
        return all(await asyncio.gather(*plays))

    async def _until_acknowledged(self, number: int, key: str, transport: Transport) -> bool:
        """Retries over HTTP, as a client does if its socket doesn't answer."""
        while not await transport(number, key):
            transport = self._transports.over_http
            await asyncio.sleep(self._chance.uniform(*AGAIN_SECONDS))
        return True

    def _number(self) -> int:
        return self._chance.randint(LOWEST, HIGHEST)
