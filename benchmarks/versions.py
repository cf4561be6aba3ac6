"""Runs the product from any checkout on services of its own, and measures the cost of a request."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import socket_load
from benchmarks.crowd import Crowd
from benchmarks.load import load
from benchmarks.meters import cpu_of
from benchmarks.players import Player
from benchmarks.polling import poll
from benchmarks.system import Http, Sockets, System, python, started

PARTS = ("application", "MariaDB", "Redis")
HTTP_PLAYERS = 100
SOCKETS = 200
SETTLED_SECONDS = 0.5  # until the server has noticed that its sockets are closed
# Runs in a process of that checkout, because models differ between versions.
CREATE = """
import sys, django
django.setup()
from benchmarks import players
print(*(player.token for player in players.create(int(sys.argv[1]))), sep="\\n")
"""


@dataclass(frozen=True)
class Cost:
    """CPU seconds per 1 000 requests by part, and requests per second."""

    cpu: dict[str, float]
    rate: float

    @property
    def total(self) -> float:
        return sum(self.cpu.values())


@dataclass(frozen=True)
class Version:
    system: System
    http: Http
    sockets: Sockets
    tokens: list[str]

    def play(self, seconds: int) -> Cost:
        players = [Player(0, token) for token in self.tokens[:HTTP_PLAYERS]]
        return self._cost(self.http, lambda: load(self.http.url, players, seconds=seconds).requests, seconds)

    def poll(self, seconds: int) -> Cost:
        return self._cost(self.http, lambda: poll(self.http.port, self.tokens[:HTTP_PLAYERS], seconds), seconds)

    def play_on_sockets(self, seconds: int) -> Cost:
        """Raises RuntimeError if a result was lost."""
        crowd = Crowd(self.sockets.port)
        crowd.open(self.tokens)
        try:
            return self._cost(self.sockets, lambda: _play(crowd, seconds), seconds)
        finally:
            crowd.close()
            time.sleep(SETTLED_SECONDS)

    def _cost(self, program: Http | Sockets, work: Callable[[], int], seconds: int) -> Cost:
        servers = (program, self.system.database, self.system.redis)
        with cpu_of(*servers) as spent:
            requests = work()
        cpu = {part: 1000 * spent[server.name] / requests for part, server in zip(PARTS, servers, strict=True)}
        return Cost(cpu, requests / seconds)


def _play(crowd: Crowd, seconds: int) -> int:
    played = socket_load.play(crowd.sockets, seconds)
    if played.faults:
        raise RuntimeError(f"{played.faults} of {len(crowd.sockets)} sockets were closed or got no result")
    return played.requests


@contextmanager
def version(checkout: Path) -> Iterator[Version]:
    with started(checkout) as system, system.http() as http, system.sockets() as sockets:
        search = f"{checkout / 'backend'}:{checkout}"
        env = {**system.env, "PYTHONPATH": search, "DJANGO_SETTINGS_MODULE": "config.settings", "LOG_LEVEL": "ERROR"}
        command = [*python(checkout), "-c", CREATE, str(SOCKETS)]
        tokens = subprocess.run(command, env=env, stdout=subprocess.PIPE, text=True, check=True).stdout.split()
        yield Version(system, http, sockets, tokens)
