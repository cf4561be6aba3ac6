"""The threads for the blocking work of sockets, and their few database connections."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest
from django.db import connection
from django.db.utils import DatabaseError

from core import threads
from core.middleware import request_log
from tests import uncontended

pytestmark = pytest.mark.django_db(transaction=True)


def ask() -> tuple[int, int]:
    """The thread and its connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
    return threading.get_ident(), id(connection.connection)


def ask_concurrently(meeting: threading.Barrier) -> tuple[int, int]:
    """Concurrent calls wait for each other, so that each thread gets one of them."""
    meeting.wait(10)
    return ask()


async def test_any_amount_of_work_uses_four_threads_and_their_four_connections() -> None:
    meeting, rounds = threading.Barrier(threads.DATABASE_THREADS), 20 * threads.DATABASE_THREADS
    used = await asyncio.gather(*(threads.database.run(ask_concurrently, meeting) for _ in range(rounds)))
    again = await asyncio.gather(*(threads.database.run(ask_concurrently, meeting) for _ in range(rounds)))

    assert len(set(used)) == len({thread for thread, _ in used}) == threads.DATABASE_THREADS == 4
    assert set(again) == set(used)
    assert threading.get_ident() not in {thread for thread, _ in used}


async def test_the_loop_continues_while_the_work_waits() -> None:
    gate = threading.Event()
    waiting = [asyncio.create_task(threads.database.run(gate.wait, 10)) for _ in range(threads.DATABASE_THREADS * 3)]
    await asyncio.sleep(0.01)
    gate.set()
    assert await asyncio.gather(*waiting) == [True] * threads.DATABASE_THREADS * 3


async def test_arguments_results_and_errors_pass_through() -> None:
    def work(*args: Any, **kwargs: Any) -> Any:
        if not args:
            raise LookupError("nothing")
        return args, kwargs

    assert await threads.database.run(work, 1, 2, a=3) == ((1, 2), {"a": 3})
    with pytest.raises(LookupError, match="nothing"):
        await threads.database.run(work)


async def test_a_failed_query_does_not_spoil_the_next_ones() -> None:
    def fail() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT nothing FROM nowhere")

    failures = await asyncio.gather(*(threads.database.run(fail) for _ in range(8)), return_exceptions=True)
    assert all(isinstance(failure, DatabaseError) for failure in failures)
    assert len(set(await asyncio.gather(*(threads.database.run(ask) for _ in range(20))))) <= threads.DATABASE_THREADS


async def test_the_id_of_the_request_goes_along() -> None:
    request_log.begin("over-there")
    assert await threads.database.run(request_log.request_id) == "over-there"


async def test_a_connection_that_was_closed_is_opened_again() -> None:
    await asyncio.gather(*(threads.database.run(ask) for _ in range(8)))
    threads.database.close_connections()
    assert len(await asyncio.gather(*(threads.database.run(ask) for _ in range(8)))) == 8


async def test_work_that_waits_for_the_database_holds_up_no_other() -> None:
    gate = threading.Event()
    hanging = [asyncio.create_task(threads.database.run(gate.wait, 10)) for _ in range(3 * threads.DATABASE_THREADS)]
    await asyncio.sleep(0.01)
    assert await uncontended.wait_for(threads.cache.run(lambda: "cached"), 1) == "cached"
    gate.set()
    assert all(await asyncio.gather(*hanging))


async def test_waiting_is_bounded_and_abandoned_work_is_skipped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(threads.database, "seconds", 0.2)
    gate = threading.Event()
    begun: list[str] = []
    hanging = [threads.database.run(gate.wait, 10) for _ in range(threads.DATABASE_THREADS)]
    late = threads.database.run(begun.append, "late")
    ended = await asyncio.gather(*hanging, late, return_exceptions=True)
    assert [type(one) for one in ended] == [threads.Busy] * (threads.DATABASE_THREADS + 1)
    gate.set()
    monkeypatch.setattr(threads.database, "seconds", 5)
    await threads.database.run(begun.append, "next")
    assert begun == ["next"]


async def test_a_queue_that_is_too_long_is_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "MAX_WAITING", 2)
    gate = threading.Event()
    waiting = [asyncio.create_task(threads.database.run(gate.wait, 10)) for _ in range(threads.DATABASE_THREADS + 2)]
    await asyncio.sleep(0.01)
    with pytest.raises(threads.Busy):
        await uncontended.wait_for(threads.database.run(gate.wait, 10), 1)
    gate.set()
    assert all(await asyncio.gather(*waiting))
    assert await threads.database.run(gate.wait, 10)
