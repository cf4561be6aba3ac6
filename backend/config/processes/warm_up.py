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
    """Imports the views, which Django would import on the first request."""
    _ = get_resolver().url_patterns


def connect_every_thread(pool: ThreadPoolExecutor, threads: int) -> None:
    """Opens the connections that the first request in each thread would otherwise open. Returns immediately."""
    barrier = Barrier(threads, timeout=BARRIER_SECONDS)
    for _ in range(threads):
        pool.submit(_connect, barrier)
    pool.submit(redis.warm_up, threads)  # threads share the connections to Redis


def _connect(barrier: Barrier) -> None:
    with contextlib.suppress(BrokenBarrierError):
        barrier.wait()  # otherwise one thread could run several of the calls
    with contextlib.suppress(DatabaseError):  # reported by the first request that fails
        connection.ensure_connection()
