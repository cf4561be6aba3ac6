"""Concurrent calls of threads are combined into batches, and each caller gets its own value."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from typing import Any

import pytest
from django.db import OperationalError

from core.db import slots, thread_batcher
from core.db.mysql.base import DatabaseWrapper
from core.db.slots import DatabaseBusy
from core.db.thread_batcher import ThreadBatcher


class Doubler:
    """Doubles numbers once the gate is open. Raises for negative ones, and for all of a batch with 13."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.threads: list[str] = []
        self.gate = threading.Event()

    def __call__(self, numbers: Sequence[int]) -> Sequence[int | Exception]:
        self.batches.append(list(numbers))
        self.threads.append(threading.current_thread().name)
        assert self.gate.wait(10)
        if 13 in numbers:
            raise LookupError("all of it")
        return [number * 2 if number >= 0 else LookupError(number) for number in numbers]


class Calls:
    """Each on a thread of its own, in order."""

    def __init__(self, batcher: ThreadBatcher[int, int]) -> None:
        self.batcher = batcher
        self.pool = ThreadPoolExecutor(40)

    def start(self, *numbers: int) -> list[Future[int]]:
        started = []
        for number in numbers:
            started.append(self.pool.submit(self.batcher, number))
            time.sleep(0.01)
        return started


@pytest.fixture
def doubler() -> Doubler:
    return Doubler()


@pytest.fixture
def calls(doubler: Doubler, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(thread_batcher, "SLOW_SECONDS", 5)
    found = Calls(ThreadBatcher(doubler, 4))
    yield found
    doubler.gate.set()
    found.pool.shutdown()


def results_of(futures: list[Future[int]]) -> list[Any]:
    return [repr(future.exception(5)) if future.exception(5) else future.result() for future in futures]


def test_a_call_that_comes_alone_is_executed_by_its_thread_at_once(doubler: Doubler) -> None:
    doubler.gate.set()
    batcher = ThreadBatcher(doubler, 4)
    assert [batcher(1), batcher(2)] == [2, 4]
    assert doubler.batches == [[1], [2]]
    assert set(doubler.threads) == {threading.current_thread().name}


def test_calls_during_a_batch_form_the_next_ones_in_order(doubler: Doubler, calls: Calls) -> None:
    futures = calls.start(1, 2, 3, 4, 5, 6)
    doubler.gate.set()
    assert results_of(futures) == [2, 4, 6, 8, 10, 12]
    assert doubler.batches == [[1], [2, 3, 4, 5], [6]]


def test_a_failed_call_affects_no_other_and_a_failed_batch_no_later_one(doubler: Doubler, calls: Calls) -> None:
    futures = calls.start(1, 2, -3, 4)
    doubler.gate.set()
    assert results_of(futures) == [2, 4, "LookupError(-3)", 8]
    doubler.gate.clear()
    futures = calls.start(1, 2, 13, 4, 5, 6)
    doubler.gate.set()
    answers = results_of(futures)
    assert (answers[0], answers[5]) == (2, 12)
    assert sum("OperationalError" in str(answer) for answer in answers[1:5]) == 3  # the leader has the error itself
    assert "LookupError('all of it')" in answers
    assert calls.batcher(7) == 14


def test_a_batch_that_takes_long_holds_up_no_other(
    doubler: Doubler, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thread_batcher, "SLOW_SECONDS", 0.05)
    slow = calls.start(1)
    waiting = calls.start(2, 3)
    while len(doubler.batches) < 2:
        time.sleep(0.01)
    assert not slow[0].done()
    doubler.gate.set()
    assert results_of(slow + waiting) == [2, 4, 6]
    assert doubler.batches == [[1], [2, 3]]


OPTIONS = {"read_timeout": 10.0}


class Connections(threading.local):
    """A connection to MySQL for each thread, which is never opened, with three slots for all of them."""

    def __init__(self) -> None:
        self.of_thread = DatabaseWrapper({"OPTIONS": OPTIONS, "REQUEST_SECONDS": 2.5, "CONCURRENCY": 3})

    def __getattr__(self, name: str) -> Any:
        return getattr(self.of_thread, name)


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> Connections:
    found = Connections()
    monkeypatch.setattr(slots, "_limits", {})
    monkeypatch.setattr(slots, "STALL_SECONDS", 0.2)
    monkeypatch.setattr(thread_batcher, "connection", found)
    return found


@pytest.mark.parametrize("vendor", ["mysql", "sqlite"])
def test_waiting_for_a_leader_is_bounded(
    doubler: Doubler, calls: Calls, connections: Connections, monkeypatch: pytest.MonkeyPatch, vendor: str
) -> None:
    monkeypatch.setattr(thread_batcher, "SLOW_SECONDS", 0.1)
    monkeypatch.setattr(thread_batcher, "MAX_WAIT_SECONDS", 0.1)
    monkeypatch.setattr(DatabaseWrapper, "vendor", vendor)
    monkeypatch.setitem(OPTIONS, "read_timeout", 0.1)
    _, leader, follower = calls.start(1, 2, 3)
    assert isinstance(follower.exception(5), OperationalError)
    assert not leader.done()
    doubler.gate.set()
    assert leader.result(5) == 4


def test_threads_that_wait_for_a_leader_take_slots(
    doubler: Doubler, connections: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the database hangs, the threads without one are free for requests that don't need it."""
    monkeypatch.setattr(thread_batcher, "SLOW_SECONDS", 0.3)
    calls = Calls(ThreadBatcher(doubler, 40))
    futures = calls.start(1, 2, 3, 4, 5, 6)  # the second leads the others once the first is slow
    refused = next(as_completed(futures, 5))
    assert isinstance(refused.exception(), DatabaseBusy)
    assert sum(future.done() for future in futures) == 1
    doubler.gate.set()
    answers = results_of(futures)
    assert [answer for answer in answers if isinstance(answer, int)] == [
        number * 2 for number, future in enumerate(futures, 1) if future is not refused
    ]
    assert calls.batcher(7) == 14
    calls.pool.shutdown()


def test_waiting_for_a_leader_takes_time_of_the_request(
    doubler: Doubler, calls: Calls, connections: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thread_batcher, "SLOW_SECONDS", 0.1)

    def late(number: int) -> int:
        connections.of_thread.budget.spent = 2.6
        return calls.batcher(number)

    leading = calls.start(1, 2)
    follower = calls.pool.submit(late, 3)
    assert "used up its time" in str(follower.exception(5))
    assert not any(future.done() for future in leading)
    doubler.gate.set()
    assert results_of(leading) == [2, 4]


def test_forty_threads_get_their_own_values() -> None:
    batches: list[int] = []

    def triple(numbers: Sequence[int]) -> list[int | Exception]:
        batches.append(len(numbers))
        time.sleep(0.001)
        return [number * 3 for number in numbers]

    batcher = ThreadBatcher(triple, 8)
    with ThreadPoolExecutor(40) as pool:
        assert list(pool.map(batcher, range(2000))) == [number * 3 for number in range(2000)]
    assert sum(batches) == 2000
    assert max(batches) <= 8
    assert len(batches) < 2000
