"""The server is killed in the middle of plays: what it acknowledged stands, and a retry of the rest plays once."""

from __future__ import annotations

import random
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx

from tests.concurrency.model import expected_statistics
from tests.processes.players import Account, Edge
from tests.processes.programs import Serve

STREAMS = 4
PLAYS_BEFORE = 30


class Stream:
    """Plays with keys until the server is gone."""

    def __init__(self, account: Account, name: str) -> None:
        self.account = account
        self.name = name
        self.acknowledged: list[dict[str, Any]] = []
        self.doubtful = ""

    def run(self, serve: Serve, enough: threading.Semaphore) -> None:
        edge = Edge(serve)
        try:
            while True:
                self.doubtful = f"{self.name} {len(self.acknowledged)}"
                answer = edge.play(self.account, 842, self.doubtful)
                assert answer.status_code == 200
                self.acknowledged.append(answer.json())
                enough.release()
        except httpx.TransportError:
            return
        finally:
            edge.close()


def test_no_acknowledged_play_is_lost_and_no_retried_play_is_doubled(serve: Serve, edge: Edge) -> None:
    account = edge.register()
    streams = [Stream(account, f"stream {number}") for number in range(STREAMS)]
    enough = threading.Semaphore(0)
    with ThreadPoolExecutor(STREAMS) as threads:
        running = [threads.submit(stream.run, serve, enough) for stream in streams]
        for _ in range(PLAYS_BEFORE + random.randrange(10)):
            assert enough.acquire(timeout=20)
        serve.kill()
        for stream in running:
            stream.result()
    serve.start()

    results = all_results(edge, account)
    acknowledged = [result for stream in streams for result in stream.acknowledged]
    assert all(result in results for result in acknowledged)
    assert len(results) - len(acknowledged) <= STREAMS  # committed, but the answer was lost

    retried = [edge.play(account, 842, stream.doubtful).json() for stream in streams]
    again = [edge.play(account, 842, stream.doubtful).json() for stream in streams]
    results = all_results(edge, account)
    assert again == retried
    assert len(results) == len(acknowledged) + STREAMS
    assert [result["seq"] for result in results] == list(range(1, len(results) + 1))
    assert edge.statistics(account) == expected_statistics(results)


def all_results(edge: Edge, account: Account) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = []
    page = "/api/game/results/?page_size=100"
    while page:
        answer = edge.call("GET", page, account).json()
        results += answer["results"]
        page = answer["next"]
    return results[::-1]
