"""Playing over HTTP and on a socket. Each records in the history what the player observed, and returns whether the play
was acknowledged.
"""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from benchmarks.chaos.clients.client import Client, NoResponse
from benchmarks.chaos.clients.players import Player
from benchmarks.chaos.clients.sockets import Subscription
from benchmarks.chaos.history import ACKNOWLEDGED, REFUSED, UNKNOWN, Call, History, Result, now

DETAIL_BYTES = 200

Transport = Callable[[int, str], Awaitable[bool]]


@dataclass(frozen=True)
class Transports:
    player: Player
    web: Client
    subscriptions: Sequence[Subscription]
    history: History
    chance: random.Random

    async def over_http(self, number: int, key: str | None) -> bool:
        began, body = now(), {"number": number}
        try:
            response = await self.web.request("POST", "/api/game/play/", token=self.player.token, body=body, key=key)
        except NoResponse as error:
            return self._note(key, number, "http", began, UNKNOWN, detail=str(error))
        if response.status != 200:
            detail = f"{response.status} {response.body[:DETAIL_BYTES].decode(errors='replace')}"
            return self._note(key, number, "http", began, REFUSED, detail=detail)
        return self._note(key, number, "http", began, ACKNOWLEDGED, response.json)

    async def on_socket(self, number: int, key: str) -> bool:
        """Falls back to HTTP while none of the player's sockets is open."""
        open_ones = [subscription for subscription in self.subscriptions if subscription.connected]
        if not open_ones:
            return await self.over_http(number, key)
        began = now()
        try:
            result = await self.chance.choice(open_ones).play(number, key)
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
        self.history.calls.append(Call(self.player.id, key, number, via, began, now(), outcome, result, detail))
        return outcome == ACKNOWLEDGED
