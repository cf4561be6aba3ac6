"""The requests that each contender handles in a round."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks import socket_load, steady
from benchmarks.crowd import Crowd
from benchmarks.figures import Figure
from benchmarks.load import Load, load
from benchmarks.meters import Spent, cpu_of, redis_commands, statements
from benchmarks.peers.contenders import Contender
from benchmarks.players import Player
from benchmarks.system import System

HTTP_PLAYERS = 100  # enough that plays of one player rarely coincide
FEW_PLAYERS = 10  # players who play often enough to stay in all caches
SETTLED_SECONDS = 0.5  # until the server has noticed that its sockets are closed


@dataclass
class Rounds:
    """`answered` counts the plays of each contender. Methods return None if it has no sockets."""

    system: System
    people: Sequence[Player]
    answered: Counter[str] = field(default_factory=Counter)

    def http(self, contender: Contender, *, connections: int, seconds: float) -> Figure:
        with cpu_of(contender.http, self.system.database, self.system.redis) as spent:
            got = load(contender.http.url, self.people[:HTTP_PLAYERS], seconds=seconds, connections=connections)
        self.answered[contender.name] += got.requests
        return self._figures(got, spent, contender.http.name)

    def sockets(self, contender: Contender, *, connections: int, seconds: float) -> Figure | None:
        if contender.sockets is None:
            return None
        crowd = Crowd(contender.sockets.port)
        crowd.open(player.token for player in self.people[:connections])
        with cpu_of(contender.sockets, self.system.database, self.system.redis) as spent:
            got = socket_load.play(crowd.sockets, seconds)
        crowd.close()
        time.sleep(SETTLED_SECONDS)
        self.answered[contender.name] += got.requests
        return self._figures(got, spent, contender.sockets.name)

    def post_to_frame(self, contender: Contender, *, seconds: float) -> Figure | None:
        if contender.sockets is None:
            return None
        people = self.people[: steady.PLAYERS]
        figures = asyncio.run(steady.over_http(people, contender.http.port, contender.sockets.port, seconds))
        self.answered[contender.name] += figures["count"]
        return figures

    def socket_to_frame(self, contender: Contender, *, seconds: float) -> Figure | None:
        if contender.sockets is None:
            return None
        figures = asyncio.run(steady.over_socket(self.people[: steady.PLAYERS], contender.sockets.port, seconds))
        self.answered[contender.name] += figures["count"]
        return figures

    def counts(self, contender: Contender, *, seconds: float) -> Figure:
        """Rounded, because background tasks of the servers are included."""
        before = statements(self.system)
        with redis_commands(self.system) as commands:
            plays = load(contender.http.url, self.people[:FEW_PLAYERS], seconds=seconds, connections=1).requests
        self.answered[contender.name] += plays
        return {
            "statements": round((statements(self.system) - before) / plays, 1),
            "redis_commands": round(commands.total() / plays, 1),
        }

    def _figures(self, got: Load, spent: Spent, program: str) -> Figure:
        """CPU in seconds per 1 000 plays, latency in milliseconds."""
        each = 1000 / got.requests
        return {
            "rate": got.rate,
            "cpu": spent[program] * each,
            "database_cpu": spent[self.system.database.name] * each,
            "redis_cpu": spent[self.system.redis.name] * each,
            "p50_ms": got.p50,
            "p99_ms": got.p99,
            "lost": got.faults,
        }
