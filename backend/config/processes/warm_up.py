"""What a worker does before its first requests, so that no player waits for it."""

from __future__ import annotations

import contextlib
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, BrokenBarrierError

from django.db import DatabaseError, connection
from django.urls import get_resolver

from core.redis import client as redis

ALL_THERE_SECONDS = 5


def load_views() -> None:
    """Django would import them for the first request."""
    _ = get_resolver().url_patterns


def connect_every_thread(pool: ThreadPoolExecutor, threads: int) -> None:
    """Returns at once. A thread that begins with a request has its connections to make first."""
    all_there = Barrier(threads, timeout=ALL_THERE_SECONDS)
    for _ in range(threads):
        pool.submit(_connect, all_there)


def _connect(all_there: Barrier) -> None:
    with contextlib.suppress(BrokenBarrierError):
        all_there.wait()  # or the first thread would do it for all
    with contextlib.suppress(DatabaseError):  # whoever needs it will say so
        connection.ensure_connection()
    redis.warm_up()
