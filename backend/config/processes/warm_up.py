"""Prepares a worker before its first requests, so that none of them has to wait."""

from __future__ import annotations

import contextlib
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, BrokenBarrierError

from django.db import DatabaseError, connection
from django.urls import get_resolver

from core.redis import client as redis

BARRIER_SECONDS = 5


def load_views() -> None:
    """Django would import them on the first request."""
    _ = get_resolver().url_patterns


def connect_every_thread(pool: ThreadPoolExecutor, threads: int) -> None:
    """Returns at once. Otherwise the first request in each thread would have to open its connections."""
    barrier = Barrier(threads, timeout=BARRIER_SECONDS)
    for _ in range(threads):
        pool.submit(_connect, barrier)
    pool.submit(redis.warm_up, threads)  # they share their connections to Redis


def _connect(barrier: Barrier) -> None:
    with contextlib.suppress(BrokenBarrierError):
        barrier.wait()  # otherwise one thread would run all of the calls
    with contextlib.suppress(DatabaseError):  # a request that needs it will fail and report it
        connection.ensure_connection()
