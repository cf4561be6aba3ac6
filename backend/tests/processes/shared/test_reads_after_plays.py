"""Two processes, one game: whatever is played and read through either, a read knows every acknowledged play."""

from __future__ import annotations

import random
from typing import Any

import pytest

from tests.concurrency.model import expected_statistics
from tests.processes.players import Account, Edge
from tests.processes.stage import Stage

OPERATIONS = 200
PLAYERS = 3


class Model:
    """What a player's game has to look like, from the acknowledged plays alone."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.results: list[dict[str, Any]] = []

    def do_something(self, edge: Edge) -> None:
        random.choice([self.play, self.play, self.retry, self.read_history, self.read_statistics])(edge)

    def play(self, edge: Edge) -> None:
        number = random.randint(1, 9999)
        key = f"key {len(self.results) + 1}"
        answer = edge.play(self.account, number, key)
        assert answer.status_code == 200
        result = answer.json()
        assert (result["seq"], result["number"]) == (len(self.results) + 1, number)
        self.results.append(result)

    def retry(self, edge: Edge) -> None:
        if self.results:
            last = self.results[-1]
            answer = edge.play(self.account, last["number"], f"key {last['seq']}")
            assert (answer.status_code, answer.json()) == (200, last)

    def read_history(self, edge: Edge) -> None:
        assert edge.history(self.account) == self.results[:-4:-1]

    def read_statistics(self, edge: Edge) -> None:
        assert edge.statistics(self.account) == expected_statistics(self.results)


@pytest.mark.parametrize("disturbed", [False, True], ids=["redis stays", "redis forgets"])
def test_a_read_is_never_older_than_an_acknowledged_play_and_never_wrong(stage: Stage, disturbed: bool) -> None:
    """Reproducible by the seed that pytest-randomly prints."""
    models = [Model(stage.one.register()) for _ in range(PLAYERS)]
    for _ in range(OPERATIONS):
        random.choice(models).do_something(random.choice(stage.edges))
        if disturbed and random.random() < 0.05:
            stage.ask_redis("FLUSHALL")
    for model in models:
        for edge in stage.edges:
            model.read_history(edge)
            model.read_statistics(edge)
