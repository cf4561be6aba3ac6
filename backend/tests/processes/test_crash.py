"""If the server is killed during plays, acknowledged plays are stored, and retries store each of the other plays once.

`KILLS=20` kills it 20 times, with one database.
"""

from __future__ import annotations

import os
import random
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed

from tests.concurrency.model import expected_statistics
from tests.processes.players import Account, Edge, Subscriber, wait_until
from tests.processes.programs import Serve

KILLS = int(os.environ.get("KILLS", "3"))
STREAMS = 6  # more would be refused when the machine stops for 0.1 s (`core.db.slots`)
PLAYS_BEFORE = 30


class Stream:
    """Plays with keys until the server is killed."""

    def __init__(self, account: Account, name: str) -> None:
        self.account = account
        self.name = name
        self.acknowledged: dict[str, dict[str, Any]] = {}
        self.unknown = ""

    def run(self, serve: Serve, enough: threading.Semaphore) -> None:
        edge = Edge(serve)
        try:
            while True:
                self.unknown = f"{self.name} {len(self.acknowledged)}"
                answer = edge.play(self.account, 842, self.unknown)
                assert answer.status_code == 200
                self.acknowledged[self.unknown] = answer.json()
                enough.release()
        except httpx.TransportError:
            return
        finally:
            edge.close()


class SocketStream(Stream):
    """Plays on a socket, so that plays of several streams form groups."""

    def run(self, serve: Serve, enough: threading.Semaphore) -> None:
        with closing(Subscriber(serve, self.account)) as subscriber:
            while True:
                self.unknown = f"{self.name} {len(self.acknowledged)}"
                try:
                    subscriber.send(number=842, key=self.unknown)
                    self.acknowledged[self.unknown] = self._answer(subscriber)
                except (ConnectionClosed, StopIteration):
                    return
                enough.release()

    def _answer(self, subscriber: Subscriber) -> dict[str, Any]:
        """Raises StopIteration if the socket was closed before."""
        wait_until(lambda: subscriber.close_code is not None or any(self._is_answer(one) for one in subscriber.frames))
        frame = next(one for one in subscriber.frames if self._is_answer(one))
        subscriber.frames.clear()
        return {name: value for name, value in frame.items() if name not in ("type", "key")}

    def _is_answer(self, frame: dict[str, Any]) -> bool:
        return frame.get("key") == self.unknown


def killed_in_mid_play(kind: type[Stream], serve: Serve, account: Account, name: str) -> list[Stream]:
    """The interrupted streams. The server has been restarted."""
    streams = [kind(account, f"{name}.{number}") for number in range(STREAMS)]
    enough = threading.Semaphore(0)
    with ThreadPoolExecutor(STREAMS) as threads:
        running = [threads.submit(stream.run, serve, enough) for stream in streams]
        for _ in range(PLAYS_BEFORE + random.randrange(10)):
            assert enough.acquire(timeout=60)
        serve.kill()
        for stream in running:
            stream.result()
    serve.start()
    return streams


@pytest.mark.timeout(300 + 30 * KILLS)
@pytest.mark.parametrize("kind", [Stream, SocketStream])
def test_no_acknowledged_play_is_lost_and_no_retried_play_is_doubled(
    serve: Serve, edge: Edge, kind: type[Stream]
) -> None:
    account = edge.register()
    acknowledged: dict[str, dict[str, Any]] = {}
    outcome_unknown = 0
    for kill in range(KILLS):
        streams = killed_in_mid_play(kind, serve, account, f"kill {kill}")
        for stream in streams:
            acknowledged |= stream.acknowledged
        stored = len(all_results(edge, account))
        outcome_unknown += stored - len(acknowledged)
        assert 0 <= stored - len(acknowledged) <= STREAMS  # committed, but the response was lost
        for stream in streams:
            acknowledged[stream.unknown] = edge.play(account, 842, stream.unknown).json()

        results = all_results(edge, account)
        assert [result["seq"] for result in results] == list(range(1, len(results) + 1))
        assert sorted(acknowledged.values(), key=lambda result: result["seq"]) == results
        assert edge.statistics(account) == expected_statistics(results)
    for key in random.sample(sorted(acknowledged), 20):
        repeated = edge.play(account, 842, key)
        assert (repeated.json(), repeated.headers["Idempotent-Replayed"]) == (acknowledged[key], "true")
    assert len(all_results(edge, account)) == len(acknowledged)
    assert_sound(serve)
    print(f"{KILLS} kills: {len(acknowledged)} plays, {outcome_unknown} committed without an answer, 0 lost")


def assert_sound(serve: Serve) -> None:
    """SQLite's own integrity check. Database servers have their own recovery."""
    kind, _, path = serve.env.get("DATABASE_URL", "").partition(":///")
    if kind != "sqlite":
        return
    assert Path("/" + path.lstrip("/")).exists()
    with closing(sqlite3.connect("/" + path.lstrip("/"))) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def all_results(edge: Edge, account: Account) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = []
    page = "/api/game/results/?page_size=100"
    while page:
        answer = edge.call("GET", page, account).json()
        results += answer["results"]
        page = answer["next"]
    return results[::-1]
