"""Reads history and statistics through the edge and, bypassing it, from each web process in turn."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from benchmarks.chaos.clients.client import Client, NoResponse
from benchmarks.chaos.clients.players import Player
from benchmarks.chaos.history import History, Read, now

HISTORY, STATISTICS = "history", "statistics"
PATHS = {HISTORY: "/api/game/history/", STATISTICS: "/api/game/statistics/"}


class Reader:
    def __init__(self, clients: Mapping[str, Client], history: History) -> None:
        self._clients, self._history = clients, history
        self._turns = itertools.cycle([(process, source) for process in clients for source in PATHS])

    async def read(self, player: Player) -> None:
        """Reads once from the next process. Failed reads aren't recorded."""
        process, source = next(self._turns)
        began = now()
        try:
            response = await self._clients[process].request("GET", PATHS[source], token=player.token)
        except NoResponse:
            return
        if response.status == 200:
            seq = newest(source, response.json)
            self._history.reads.append(Read(player.id, source, process, began, now(), seq))

    async def read_everywhere(self, player: Player) -> None:
        for _ in range(len(self._clients) * len(PATHS)):
            await self.read(player)


def newest(source: str, answer: list[dict[str, int]] | dict[str, int]) -> int:
    """The number of plays included in a response."""
    if isinstance(answer, dict):
        return answer["total_games"]
    return answer[0]["seq"] if answer else 0
