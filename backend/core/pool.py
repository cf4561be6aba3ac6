"""Blocking work of sockets (database, Redis) runs on a few threads, whose number bounds the database connections.

Django would open a connection for every new thread and close it after each request; these threads keep theirs and
check it before use.
"""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from django.db import connection

P = ParamSpec("P")
T = TypeVar("T")

THREADS = 4


def _keep_connection() -> None:
    """`settings_dict` is this thread's own copy from here on."""
    connection.settings_dict = {**connection.settings_dict, "CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}


_pool = ThreadPoolExecutor(THREADS, thread_name_prefix="socket-work", initializer=_keep_connection)


def _work(work: Callable[[], T]) -> T:
    connection.health_check_done = False  # type: ignore[attr-defined]  # Django resets it at each request
    connection.close_if_unusable_or_obsolete()
    try:
        return work()
    finally:
        connection.close_if_unusable_or_obsolete()


async def in_pool(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    context = contextvars.copy_context()
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_pool, lambda: context.run(_work, lambda: work(*args, **kwargs)))


def close_connections() -> None:
    """For tests, whose databases go away: each thread drops its connection."""
    closing = [_pool.submit(lambda: connection.close()) for _ in range(THREADS * 4)]
    for done in closing:
        done.result()
