"""Threads that need the database get a slot, wait for one, or are refused."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from core.db import slots
from core.db.slots import DatabaseBusy, DatabaseLimit, Slot
from tests.processes.players import wait_until

HANG_SECONDS = 10.0


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(20) as pool:
        yield pool


@pytest.fixture(autouse=True)
def waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps a slow machine from causing stalls, except in tests of stalls."""
    for name in ("STALL_SECONDS", "CROWDED_STALL_SECONDS", "MAX_WAIT_SECONDS"):
        monkeypatch.setattr(slots, name, HANG_SECONDS)


def waits(limit: DatabaseLimit, number: int) -> None:
    wait_until(lambda: len(limit._waiting) == number)


def test_a_slot_goes_to_the_thread_that_has_waited_longest(threads: ThreadPoolExecutor) -> None:
    limit = DatabaseLimit(2)
    held = [limit.acquire(), limit.acquire()]
    waiting: list[Future[Slot]] = []
    for number in range(1, 4):
        waiting.append(threads.submit(limit.acquire))
        waits(limit, number)
    limit.release(held[0], answered=True)
    assert waiting[0].result(5)
    assert [one.done() for one in waiting[1:]] == [False, False]
    limit.release(held[1], answered=True)
    limit.release(waiting[0].result(), answered=True)
    for one in waiting[1:]:
        limit.release(one.result(5), answered=True)


def test_more_threads_than_slots_all_get_one(threads: ThreadPoolExecutor) -> None:
    limit, most, held = DatabaseLimit(3), [0], [0]
    lock = threading.Lock()

    def work(number: int) -> None:
        for _ in range(200):
            slot = limit.acquire(number % 5)
            with lock:
                held[0] += 1
                most[0] = max(most[0], held[0])
            with lock:
                held[0] -= 1
            limit.release(slot, answered=True)

    list(threads.map(work, range(20)))
    assert most[0] <= 3
    assert limit._process.held == 0
    assert limit._owners == {}
    assert limit._waiting == []


def test_one_owner_leaves_slots_to_others(threads: ThreadPoolExecutor) -> None:
    limit = DatabaseLimit(8)
    held = [limit.acquire("locked") for _ in range(slots.SLOTS_PER_OWNER)]
    waiting = threads.submit(limit.acquire, "locked")
    waits(limit, 1)
    for other in ("free", None):
        limit.release(limit.acquire(other), answered=True)
    assert not waiting.done()
    limit.release(held.pop(), answered=True)
    held.append(waiting.result(5))
    for slot in held:
        limit.release(slot, answered=True)


def test_without_a_change_for_as_long_as_a_stall_nobody_waits(
    threads: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = DatabaseLimit(1)
    held = limit.acquire()
    waiting = threads.submit(limit.acquire)
    waits(limit, 1)
    monkeypatch.setattr(slots, "STALL_SECONDS", 0.05)
    for refused in (threads.submit(limit.acquire), threads.submit(limit.acquire)):
        with pytest.raises(DatabaseBusy):
            refused.result(5)
    limit.release(held, answered=True)
    limit.release(waiting.result(5), answered=True)


def test_after_a_connection_that_hung_one_request_at_a_time_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "STALL_SECONDS", 0.0)
    monkeypatch.setattr(slots, "PROBE_SECONDS", HANG_SECONDS)
    limit = DatabaseLimit(8)
    limit.release(limit.acquire(), answered=False)
    probe = limit.acquire()
    for _ in range(3):
        with pytest.raises(DatabaseBusy):
            limit.acquire()
    limit.release(probe, answered=None)  # nothing was sent, so the state is unknown
    probe = limit.acquire()
    with pytest.raises(DatabaseBusy):
        limit.acquire()
    limit.release(probe, answered=True)
    for slot in [limit.acquire() for _ in range(8)]:
        limit.release(slot, answered=True)


def test_a_connection_that_was_refused_or_cut_at_once_is_no_hang() -> None:
    limit = DatabaseLimit(8)
    limit.release(limit.acquire(), answered=False)
    for slot in [limit.acquire() for _ in range(8)]:
        limit.release(slot, answered=True)


def test_waiting_threads_are_refused_when_the_database_hangs(
    threads: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = DatabaseLimit(1)
    held = limit.acquire()
    waiting = [threads.submit(limit.acquire) for _ in range(3)]
    waits(limit, 3)
    monkeypatch.setattr(slots, "STALL_SECONDS", 0.0)
    monkeypatch.setattr(slots, "PROBE_SECONDS", HANG_SECONDS)
    limit.release(held, answered=False)
    for one in waiting:
        with pytest.raises(DatabaseBusy):
            one.result(5)
