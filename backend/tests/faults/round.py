"""A round of the game through both processes, which checks all responses against each other."""

from __future__ import annotations

import time
from collections.abc import Callable

import httpx

from tests import uncontended
from tests.concurrency.model import expected_statistics
from tests.processes.players import Account, Edge, Subscriber
from tests.processes.stage import Stage

PUSHED_SECONDS = 1.0  # results that only the sweep finds take up to 1.5 s


class Round:
    """`slowest` is the longest response time."""

    def __init__(self, stage: Stage, account: Account) -> None:
        self.account = account
        self.slowest = 0.0
        for player, reader in (stage.edges, stage.edges[::-1]):
            self._play(player, reader)
            self._read(stage.one)
            self._read(stage.other)
            self._timed(lambda edge=player: edge.login(account))  # type: ignore[misc]  # a default binds it

    def _play(self, player: Edge, reader: Edge) -> None:
        """Retries through the other process."""
        key = f"key {time.monotonic()}"
        answer = self._timed(lambda: player.play(self.account, 842, key))
        again = self._timed(lambda: reader.play(self.account, 842, key))
        assert again.content == answer.content
        assert again.headers["Idempotent-Replayed"] == "true"
        self.seq: int = answer.json()["seq"]

    def _read(self, edge: Edge) -> None:
        history = self._timed(lambda: edge.call("GET", "/api/game/history/", self.account)).json()
        statistics = self._timed(lambda: edge.call("GET", "/api/game/statistics/", self.account)).json()
        results = edge.results(self.account)
        assert [result["seq"] for result in results] == list(range(1, self.seq + 1))
        assert history == results[:-4:-1]
        assert statistics == expected_statistics(results)

    def _timed(self, call: Callable[[], httpx.Response]) -> httpx.Response:
        began = time.monotonic()
        answer = call()
        self.slowest = max(self.slowest, uncontended.since(began))
        assert answer.status_code == 200, answer.text
        return answer


def assert_received(subscriber: Subscriber, seq: int, *, seconds: float) -> None:
    """Checks that every result up to `seq` arrives once and in order, the last one within the time limit."""
    began = time.monotonic()
    subscriber.wait_for(seq)
    assert subscriber.seqs == list(range(1, seq + 1))
    assert uncontended.between(began, subscriber.moments[-1]) < seconds
