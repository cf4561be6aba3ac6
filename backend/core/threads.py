"""Thread pools for the blocking work of sockets: a small pool for each external system.

While the database hangs, all threads of its pool are busy, but work that needs only Redis continues, and vice versa.
The number of threads limits the number of connections. Django would open a connection for each new thread and close it
after each request; these threads keep their connections and check them before use.
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
MAX_WAITING = 1000  # callers per pool, about two seconds of requests


class Busy(Exception):
    """No thread became free in time, or the work didn't finish in time. The outcome is unknown."""


UNAVAILABLE = (DatabaseError, Busy)


def _keep_connection() -> None:
    """Makes this thread's connections persistent, in a copy of `settings_dict`."""
    connection.settings_dict = {**connection.settings_dict, "CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}


def _work(work: Callable[[], T]) -> T:
    connection.health_check_done = False  # type: ignore[attr-defined]  # Django resets it for each request
    connection.close_if_unusable_or_obsolete()
    try:
        return work()
    finally:
        connection.close_if_unusable_or_obsolete()


class Threads:
    """A pool that limits how long callers wait. All callers belong to one event loop."""

    def __init__(self, name: str, count: int, seconds: float) -> None:
        self.count = count
        self.seconds = seconds
        self._callers = 0
        self._executor = ThreadPoolExecutor(count, f"socket-{name}", initializer=_keep_connection)

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs `work` in a thread. Raises Busy immediately if too many callers are waiting, or after `seconds`.

        A thread can't be cancelled, so work that has begun continues until its own timeout. Work whose caller gave up
        before it began is skipped.
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
        """Closes the connection of each thread. For tests, which drop their databases."""
        closing = [self._executor.submit(lambda: connection.close()) for _ in range(self.count * 4)]
        for done in closing:
            done.result()


database = Threads("database", DATABASE_THREADS, DATABASE_SECONDS)
cache = Threads("cache", CACHE_THREADS, CACHE_SECONDS)
downloads = Threads("downloads", 1, DOWNLOAD_SECONDS)
