"""However the database hangs, requests are answered in time, refused plays aren't stored, and the system recovers."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field

import httpx
import pytest

from tests import uncontended
from tests.faults.database import DatabaseStage
from tests.processes.players import Account, Edge, subscribed

pytestmark = pytest.mark.own_database

HANGS_SECONDS = 8.0
ANSWER_SECONDS = 6.0
SUCCESS_SECONDS = 5.0


@contextmanager
def frozen(stage: DatabaseStage, player_id: int) -> Iterator[None]:
    stage.database.pause()
    try:
        yield
    finally:
        stage.database.resume()


@contextmanager
def swallowing(stage: DatabaseStage, player_id: int) -> Iterator[None]:
    """A network that drops every packet, for gunicorn only."""
    stage.proxy.swallows = True
    try:
        yield
    finally:
        stage.proxy.swallows = False


def locking(*statements: str) -> Callable[[DatabaseStage, int], AbstractContextManager[None]]:
    @contextmanager
    def locked(stage: DatabaseStage, player_id: int) -> Iterator[None]:
        with stage.session() as cursor:
            for statement in statements:
                cursor.execute(statement.format(player_id=player_id))
            yield

    return locked


HANGS = {
    "frozen": frozen,
    "network": swallowing,
    "read lock": locking("FLUSH TABLES WITH READ LOCK"),
    "locked table": locking("LOCK TABLES game_playerstatistics WRITE, accounts_session WRITE"),
    "locked row": locking("BEGIN", "SELECT * FROM game_playerstatistics WHERE player_id = {player_id} FOR UPDATE"),
}


@dataclass
class Client:
    """Plays with a new key each time, and also reads, refreshes and signs in."""

    edge: Edge
    account: Account
    plays: list[httpx.Response] = field(default_factory=list)
    others: list[httpx.Response] = field(default_factory=list)
    longest: float = 0.0
    _keys: Iterator[int] = field(default_factory=itertools.count)

    def play(self) -> int:
        key = f"{self.edge.program.name} {next(self._keys)}"
        self.plays.append(self._timed(lambda: self.edge.play(self.account, 842, key)))
        return self.plays[-1].status_code

    def run(self, end: threading.Event) -> None:
        while not end.is_set():
            self.play()
            for call in (self._refresh, self._read, lambda: self.edge.login(self.account)):
                self.others.append(self._timed(call))

    def _refresh(self) -> httpx.Response:
        return self.edge.call("POST", "/auth/api/token/refresh/", body={"refresh": self.account.refresh})

    def _read(self) -> httpx.Response:
        return self.edge.call("GET", "/api/game/results/", self.account)

    def _timed(self, call: Callable[[], httpx.Response]) -> httpx.Response:
        began = time.monotonic()
        answer = call()
        self.longest = max(self.longest, uncontended.since(began))
        time.sleep(0.05)
        return answer


@pytest.mark.parametrize("hang", HANGS)
def test_requests_are_refused_in_time_and_served_again_soon_after(database_stage: DatabaseStage, hang: str) -> None:
    stage = database_stage
    account = stage.one.register()
    clients = [Client(edge, account) for edge in (stage.one, stage.other)]
    assert [client.play() for client in clients] == [200, 200]
    affected = clients[1:] if hang == "network" else clients
    end = threading.Event()
    with HANGS[hang](stage, account.user["id"]), ThreadPoolExecutor(2) as threads:
        running = [threads.submit(client.run, end) for client in affected]
        time.sleep(HANGS_SECONDS)
        end.set()
        for one in running:
            one.result()
        refused = [answer for client in affected for answer in client.plays[1:]]
        assert {answer.status_code for answer in refused} == {503}
        assert len(refused) >= len(affected)
    ended = time.monotonic()
    for client in affected:
        while client.play() != 200:
            assert uncontended.since(ended) < SUCCESS_SECONDS
    assert uncontended.since(ended) < SUCCESS_SECONDS

    for client in affected:
        assert client.longest < ANSWER_SECONDS
        assert {answer.status_code for answer in client.others} <= {200, 401, 503}
    answers = [answer for client in affected for answer in client.plays + client.others if answer.status_code == 503]
    assert all(int(answer.headers["Retry-After"]) >= 1 for answer in answers)
    assert all(answer.json()["errors"][0]["code"] == "service_unavailable" for answer in answers)
    acknowledged = [answer.json()["seq"] for client in clients for answer in client.plays if answer.status_code == 200]
    assert stage.seqs(account) == sorted(acknowledged) == list(range(1, len(acknowledged) + 1))


@pytest.mark.parametrize("hang", ["frozen", "locked row"])
def test_a_play_over_a_socket_is_refused_in_time(database_stage: DatabaseStage, hang: str) -> None:
    stage = database_stage
    account = stage.one.register()
    with subscribed(stage.serve, account) as [subscriber]:
        with HANGS[hang](stage, account.user["id"]):
            began = time.monotonic()
            subscriber.send(number=842)
            while not subscriber.frames:
                assert uncontended.since(began) < ANSWER_SECONDS
                time.sleep(0.02)
        assert [frame.get("code") for frame in subscriber.frames] == ["service_unavailable"]
        ended = time.monotonic()
        while not subscriber.results:  # another read may be the one that checks whether the database has recovered
            assert uncontended.since(ended) < SUCCESS_SECONDS
            subscriber.send(number=842, key="again")
            time.sleep(0.5)
        subscriber.wait_for(1)
    assert stage.seqs(account) == [1]


def test_an_unavailable_database_logs_one_line_per_refusal_and_no_traceback(
    database_stage: DatabaseStage,
) -> None:
    stage = database_stage
    account = stage.one.register()
    logs = len(stage.serve.log)
    with locking("LOCK TABLES game_playerstatistics WRITE")(stage, 0):
        assert [stage.one.play(account, 842).status_code for _ in range(2)] == [503, 503]
    lines = stage.serve.log[logs:]
    assert lines.count("failure=1205") == 2
    assert lines.count("service.unavailable") == lines.count("cause=") <= 1
    assert [line for line in lines.splitlines() if "ERROR" in line or "[error" in line] == []
    assert "Traceback" not in lines
    assert stage.seqs(account) == []
