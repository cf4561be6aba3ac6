"""A hanging database doesn't occupy threads of requests that don't need it.

`FROZEN_SECONDS=60 python -m pytest -s tests/faults/test_database_frozen.py` runs longer, and prints its figures.
"""

from __future__ import annotations

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests import uncontended
from tests.faults.database import DatabaseStage
from tests.processes.load import PLAYS, Answer, Load, under_load
from tests.processes.players import Account, Edge, wait_until
from tests.processes.programs import WebProgram

pytestmark = pytest.mark.own_database

FROZEN_SECONDS = float(os.environ.get("FROZEN_SECONDS", "8"))
CONNECTIONS = 32
ANSWER_SECONDS = 6.0
SUCCESS_SECONDS = 5.0
LIVE_SECONDS = 2.0  # on any machine; the longer run prints the guaranteed percentile
CACHE_SECONDS = 5.0  # the time for which summaries and session states are cached
CACHED_SECONDS = 3.0  # of these
FILLING_SECONDS = 3.0  # so that the cache can be read for some seconds afterwards
THREADS = 80


@pytest.fixture(scope="module")
def accounts(database_stage: DatabaseStage) -> list[Account]:
    return [database_stage.other.register() for _ in range(CONNECTIONS)]


def test_under_load_gunicorn_stays_alive_and_answers_from_the_cache(
    database_stage: DatabaseStage, accounts: list[Account]
) -> None:
    stage = database_stage
    with under_load(stage.other.program, accounts) as load:
        wait_until(lambda: len(load.of("play")) > 4 * CONNECTIONS, 30)
        reader = stage.other.register()
        filled = _cache_filled(stage.other, reader)
        stage.database.pause()
        began = time.monotonic()
        cached = _cached_reads(stage.other, reader, until=filled + CACHE_SECONDS)
        time.sleep(FROZEN_SECONDS - CACHED_SECONDS)
        stage.database.resume()
        ended = time.monotonic()
        uncontended.sleep(SUCCESS_SECONDS + 1)
    assert set(cached) == {200}
    _assert_in_time(load, began, ended)
    for account in accounts:
        seqs = stage.seqs(account)
        assert seqs == list(range(1, len(seqs) + 1))
    assert sum(len(stage.seqs(account)) for account in accounts) >= len(_acknowledged(load))


def test_serve_stays_alive_on_a_bounded_number_of_threads(
    database_stage: DatabaseStage, accounts: list[Account]
) -> None:
    stage = database_stage
    with under_load(stage.serve, accounts) as load:
        wait_until(lambda: len(load.of("play")) > CONNECTIONS, 30)
        stage.database.pause()
        began, most = time.monotonic(), 0
        while time.monotonic() < began + FROZEN_SECONDS:
            most = max(most, _threads(stage.serve))
            time.sleep(0.2)
        stage.database.resume()
        ended = time.monotonic()
        uncontended.sleep(SUCCESS_SECONDS + 1)
    _assert_in_time(load, began, ended)
    assert most <= THREADS


def test_a_player_whose_row_is_locked_delays_nobody_else(database_stage: DatabaseStage) -> None:
    stage = database_stage
    locked, free = stage.other.register(), stage.other.register()
    assert stage.other.play(locked, 842).status_code == 200
    end, others = threading.Event(), [Edge(stage.other.program) for _ in range(CONNECTIONS)]

    def play_on(edge: Edge) -> set[int]:
        statuses = set()
        while not end.is_set():
            statuses.add(edge.play(locked, 842).status_code)
        return statuses

    with stage.session() as cursor, ThreadPoolExecutor(CONNECTIONS) as threads:
        cursor.execute("BEGIN")
        cursor.execute("SELECT * FROM game_playerstatistics WHERE player_id = %s FOR UPDATE", [locked.user["id"]])
        running = [threads.submit(play_on, edge) for edge in others]
        time.sleep(1)
        answers = [stage.other.play(free, 842) for _ in range(30)]
        end.set()
        statuses = set().union(*(one.result() for one in running))
    assert [answer.status_code for answer in answers] == [200] * 30
    assert max(answer.elapsed.total_seconds() for answer in answers) < LIVE_SECONDS
    assert statuses == {503}
    assert stage.seqs(locked) == [1]
    for edge in others:
        edge.close()


def _cache_filled(edge: Edge, account: Account) -> float:
    """Reads while nothing is cached. Returns the time of the read, while the cache can still be read."""
    for _ in range(10):
        time.sleep(CACHE_SECONDS + 0.5)
        began = time.monotonic()
        edge.statistics(account)
        if time.monotonic() < began + FILLING_SECONDS:
            return began
    raise TimeoutError("Each read took too long to be followed by one from the cache.")


def _cached_reads(edge: Edge, account: Account, until: float) -> list[int]:
    """The statuses of requests that can be answered only from the cache, until it expires."""
    end, statuses = time.monotonic() + CACHED_SECONDS, []
    while time.monotonic() < end:
        status = edge.call("GET", "/api/game/statistics/", account).status_code
        if time.monotonic() < until:
            statuses.append(status)
        time.sleep(0.1)
    return statuses


def _assert_in_time(load: Load, began: float, ended: float) -> None:
    frozen = load.of("live", after=began, before=ended)
    for kind in ("play", "read", "live"):
        print(_figures(kind, load.of(kind, after=began, before=ended)))
    assert len(frozen) > uncontended.between(began, ended)
    assert {answer.status for answer in frozen} == {200}
    assert max(answer.seconds for answer in frozen) < LIVE_SECONDS
    assert max(answer.seconds for answer in load.answers) < ANSWER_SECONDS
    refused = [answer for answer in load.answers if answer.status != 200]
    assert {answer.status for answer in refused} == {503}
    assert all(int(answer.retry_after or 0) >= 1 for answer in refused)
    assert [
        answer
        for answer in _acknowledged(load)
        if answer.ended < ended and uncontended.between(began, answer.ended) > 1
    ] == []
    first = min(answer.ended for answer in _acknowledged(load) if answer.ended > ended)
    recovery = uncontended.between(ended, first)
    print(f"the first success {recovery:.2f} s after it went on")
    assert recovery < SUCCESS_SECONDS
    later = [answer for answer in load.of(PLAYS[0]) if uncontended.between(ended, answer.began) >= SUCCESS_SECONDS]
    assert {answer.status for answer in later} <= {200}


def _acknowledged(load: Load) -> list[Answer]:
    return [answer for answer in load.of(PLAYS[0]) if answer.status == 200]


def _figures(kind: str, answers: list[Answer]) -> str:
    times = sorted(answer.seconds * 1000 for answer in answers)
    p50, p99 = (times[len(times) * percent // 100] for percent in (50, 99))
    states = {status: sum(answer.status == status for answer in answers) for status in (200, 503)}
    return f"{kind}: {len(times)} answers {states}, p50 {p50:.0f} ms, p99 {p99:.0f} ms, longest {times[-1]:.0f} ms"


def _threads(program: WebProgram) -> int:
    return len(list(Path(f"/proc/{program.pid}/task").iterdir()))
