"""The number of connections to Redis that a process opens."""

from __future__ import annotations

from tests.processes.players import Account, Edge
from tests.processes.stage import Stage

REQUESTS = 20


def test_no_request_opens_one(stage: Stage) -> None:
    for edge in stage.edges:
        account = edge.register()
        _use(edge, account, 2)
        before = _opened(stage)
        _use(edge, account, REQUESTS)
        assert _opened(stage) == before + 1  # the additional one is this test's own


def _use(edge: Edge, account: Account, times: int) -> None:
    for number in range(times):
        assert edge.play(account, number + 1).status_code == 200
        assert edge.statistics(account)["total_games"] > number


def _opened(stage: Stage) -> int:
    return int(stage.ask_redis("INFO", "stats")["total_connections_received"])
