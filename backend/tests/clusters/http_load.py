"""Players who keep playing over HTTP during a failure."""

from __future__ import annotations

import itertools
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests import uncontended
from tests.clusters.writers import Acknowledged
from tests.processes.players import Account, Edge
from tests.processes.programs import WebProgram

REPEAT_SECONDS = 0.2
GIVE_UP_SECONDS = 100


@dataclass
class Load:
    """Each player plays one number after another, and retries refused plays with their key.

    `longest` is the longest request and `gap` the longest time without a success, both in seconds. `replayed` counts
    the plays that were stored although they had been refused, and were found by their key.
    """

    program: WebProgram
    players: int = 6
    acknowledged: list[Acknowledged] = field(default_factory=list)
    longest: float = 0.0
    statuses: set[int] = field(default_factory=set)
    replayed: int = 0
    _successes: list[float] = field(default_factory=list)
    _end: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        edge = Edge(self.program)
        self.accounts = [edge.register() for _ in range(self.players)]
        edge.close()

    def run(self, *steps: tuple[float, Callable[[], Any]]) -> None:
        """Runs each step after its delay, under load. Ends after the last step, once every play is acknowledged."""
        threads = [threading.Thread(target=self._play_on, args=(account,)) for account in self.accounts]
        self._successes.append(time.monotonic())
        for thread in threads:
            thread.start()
        try:
            for seconds, step in steps:
                time.sleep(seconds)
                step()
        finally:
            self._end.set()
            for thread in threads:
                thread.join()

    @property
    def gap(self) -> float:
        times = sorted(self._successes)
        return max(uncontended.between(earlier, later) for earlier, later in itertools.pairwise(times))

    def _play_on(self, account: Account) -> None:
        count = 0
        with httpx.Client(base_url=self.program.url, trust_env=False, timeout=GIVE_UP_SECONDS) as client:
            while not self._end.is_set():
                count += 1
                self._play(client, account, f"{account.user['id']}-{count}", random.randint(1, 9999))

    def _play(self, client: httpx.Client, account: Account, key: str, number: int) -> None:
        errors: list[Any] = []
        headers = {"Authorization": f"Bearer {account.access}", "Idempotency-Key": key}
        while True:
            began = time.monotonic()
            answer = client.post("/api/game/play/", json={"number": number}, headers=headers)
            self.longest = max(self.longest, uncontended.since(began))
            self.statuses.add(answer.status_code)
            if answer.status_code == 200:
                break
            errors.append(answer.status_code)
            time.sleep(REPEAT_SECONDS)
        self.replayed += answer.headers.get("Idempotent-Replayed") == "true"
        self._successes.append(time.monotonic())
        self.acknowledged.append(Acknowledged(account.user["id"], key, number, answer.json()["seq"], errors))
