"""Threads for the blocking work of sockets, a few for each system that is waited for.

While the database hangs, its threads are all taken; what needs only Redis goes on, and the other way round. The number
of threads bounds the connections. Django would open a connection for every new thread and close it after each request;
these threads keep theirs and check it before use.
"""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from django.db import DatabaseError, connection

P = ParamSpec("P")
T = TypeVar("T")

DATABASE_THREADS = 4
DATABASE_SECONDS = 4.5
CACHE_THREADS = 2
CACHE_SECONDS = 2.0  # Redis has timeouts of half a second, and a circuit breaker
DOWNLOAD_SECONDS = 30.0
MAX_WAITING = 1000  # callers of one pool: about two seconds of plays


class Busy(Exception):
    """No thread was free, or the work did not end, in time. Its outcome is unknown."""


UNAVAILABLE = (DatabaseError, Busy)


def _keep_connection() -> None:
    """`settings_dict` is this thread's own copy from here on."""
    connection.settings_dict = {**connection.settings_dict, "CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}


def _work(work: Callable[[], T]) -> T:
    connection.health_check_done = False  # type: ignore[attr-defined]  # Django resets it at each request
    connection.close_if_unusable_or_obsolete()
    try:
        return work()
    finally:
        connection.close_if_unusable_or_obsolete()


class Threads:
    """A pool in which no caller waits without bound. Its callers belong to one event loop."""

    def __init__(self, name: str, count: int, seconds: float) -> None:
        self.count = count
        self.seconds = seconds
        self._callers = 0
        self._executor = ThreadPoolExecutor(count, f"socket-{name}", initializer=_keep_connection)

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Raises Busy at once when too many callers wait, and after `seconds`.

        A thread cannot be cancelled: work that has begun goes on until a timeout of its own ends it. Work whose caller
        has given up before it began is not done.
        """
        if self._callers >= self.count + MAX_WAITING:
            raise Busy("too many callers are waiting")
        context = contextvars.copy_context()
        self._callers += 1
        try:
            async with asyncio.timeout(self.seconds) as bound:
                future = self._executor.submit(context.run, _work, lambda: work(*args, **kwargs))
                return await asyncio.wrap_future(future)
        except TimeoutError:
            if bound.expired():
                raise Busy("not finished in time") from None
            raise
        finally:
            self._callers -= 1

    def close_connections(self) -> None:
        """For tests, whose databases go away: each thread drops its connection."""
        closing = [self._executor.submit(lambda: connection.close()) for _ in range(self.count * 4)]
        for done in closing:
            done.result()


database = Threads("database", DATABASE_THREADS, DATABASE_SECONDS)
cache = Threads("cache", CACHE_THREADS, CACHE_SECONDS)
downloads = Threads("downloads", 1, DOWNLOAD_SECONDS)
