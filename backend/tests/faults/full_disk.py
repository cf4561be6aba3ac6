"""Plays until a database's disk is full, and then checks the stored plays."""

from __future__ import annotations

from typing import Any

import httpx

from tests.concurrency.model import expected_statistics
from tests.processes.players import Account, Edge, wait_until

MOST_PLAYS = 5000
RETURN_SECONDS = 5


class Player:
    """`acknowledged` has the acknowledged plays in order."""

    def __init__(self, edge: Edge) -> None:
        self.edge = edge
        self.account: Account = edge.register()
        self.acknowledged: list[dict[str, Any]] = []

    def play(self) -> int:
        """Returns the response's status."""
        answer = self.edge.play(self.account, 842)
        if answer.status_code == 200:
            self.acknowledged.append(answer.json())
        else:
            assert_refused(answer)
        return answer.status_code

    def play_until_refused(self) -> None:
        for _ in range(MOST_PLAYS):
            if self.play() == 503:
                return
        raise AssertionError("The disk was never full.")

    def play_until_killed(self) -> None:
        try:
            while True:
                self.play()
        except httpx.TransportError:
            return

    def reads_what_was_acknowledged(self) -> None:
        assert self.edge.history(self.account) == self.acknowledged[:-4:-1]
        assert self.edge.statistics(self.account) == expected_statistics(self.acknowledged)
        assert self.edge.results(self.account) == self.acknowledged[-100:]

    def succeeds_again(self) -> None:
        wait_until(lambda: self.play() == 200, RETURN_SECONDS)
        self.reads_what_was_acknowledged()


def assert_refused(answer: httpx.Response) -> None:
    assert (answer.status_code, int(answer.headers["Retry-After"]) >= 1) == (503, True), answer.text
