"""With two processes, every read includes every acknowledged play, whichever process handles it.

If the process that played can't reach Redis, the other may return the previous state for five seconds.
"""

from __future__ import annotations

import random
import time
from typing import Any

import pytest

from core.redis.cluster_topology import BREAK_SECONDS
from tests.concurrency.model import expected_statistics
from tests.processes.players import Account, Edge
from tests.processes.stage import Stage

PLAYERS = 3


STALE_SECONDS = 5


class Nemesis:
    """The event in Redis during the run: none, a flush, or a temporary hang."""

    def __init__(self, stage: Stage, fault: str) -> None:
        self.stage, self.fault = stage, fault
        self.hangs = False
        self.resumed_at = 0.0

    def strike(self) -> None:
        if self.fault == "flushed" and random.random() < 0.05:
            self.stage.ask_redis("FLUSHALL")
        elif self.fault == "hangs" and not self.hangs and random.random() < 0.05:
            self.stage.redis.pause()
            self.hangs = True
        elif self.hangs and random.random() < 0.2:
            self.relent()

    def relent(self) -> None:
        self.stage.redis.resume()
        self.hangs, self.resumed_at = False, time.monotonic()

    def redis_was_reachable(self) -> bool:
        """A process that got no reply doesn't try Redis again for a second."""
        return not self.hangs and time.monotonic() > self.resumed_at + 2 * BREAK_SECONDS


class Model:
    """The expected state of a player's game, derived only from the acknowledged plays."""

    def __init__(self, nemesis: Nemesis, account: Account) -> None:
        self.nemesis = nemesis
        self.account = account
        self.results: list[dict[str, Any]] = []
        self.moments: list[float] = []  # of each acknowledgement
        self.announced = 0  # the newest result that was acknowledged while Redis could be reached

    def do_something(self, edge: Edge) -> None:
        random.choice([self.play, self.play, self.retry, self.read])(edge)

    def play(self, edge: Edge) -> None:
        number = random.randint(1, 9999)
        key = f"key {len(self.results) + 1}"
        answer = edge.play(self.account, number, key)
        assert answer.status_code == 200
        result = answer.json()
        assert (result["seq"], result["number"]) == (len(self.results) + 1, number)
        self.results.append(result)
        self.moments.append(time.monotonic())
        if self.nemesis.redis_was_reachable():
            self.announced = result["seq"]

    def retry(self, edge: Edge) -> None:
        if self.results:
            last = self.results[-1]
            answer = edge.play(self.account, last["number"], f"key {last['seq']}")
            assert (answer.status_code, answer.json()) == (200, last)

    def read(self, edge: Edge) -> None:
        """Checks that this is one of the states between the oldest that may still be shown and the newest."""
        oldest = self.oldest_allowed(time.monotonic())
        history, statistics = edge.history(self.account), edge.statistics(self.account)
        states = [self.results[:seq] for seq in range(oldest, len(self.results) + 1)]
        assert history in [state[:-4:-1] for state in states]
        assert statistics in [expected_statistics(state) for state in states]

    def oldest_allowed(self, now: float) -> int:
        old = sum(moment <= now - STALE_SECONDS for moment in self.moments)
        return max(old, self.announced)


@pytest.mark.parametrize(("fault", "operations"), [("none", 200), ("flushed", 200), ("hangs", 100)])
def test_a_read_is_never_older_than_the_guarantee_allows_and_never_wrong(
    stage: Stage, fault: str, operations: int
) -> None:
    """Reproducible with the seed that pytest-randomly prints."""
    nemesis = Nemesis(stage, fault)
    models = [Model(nemesis, stage.one.register()) for _ in range(PLAYERS)]
    for _ in range(operations):
        random.choice(models).do_something(random.choice(stage.edges))
        nemesis.strike()
    nemesis.relent()
    time.sleep(STALE_SECONDS if fault == "hangs" else 0)
    for model in models:
        for edge in stage.edges:
            model.read(edge)
