"""A gunicorn worker whose threads aren't occupied by requests that wait for a password hash. Decision 0054."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from gunicorn.util import unquote_to_wsgi_str
from gunicorn.workers.gthread import ThreadWorker

from config.processes.hashing_paths import METHODS, PATHS
from config.processes.receiving_worker import ReceivingWorker
from core.middleware import arrival

THREADS = 4  # in addition to the worker's threads; only one hash is computed at a time


class HandedOver(BaseException):
    """Raised to leave gunicorn's `handle`, which catches every Exception. `submit` takes the connection, the request
    and its arrival time, and returns a future of the response.
    """

    def __init__(self, request: Any, submit: Callable[[Any, Any, float], Future[Any]]) -> None:
        self.request, self.submit = request, submit


class _ParsedRequest:
    """A parser that returns an already parsed request once, and then restores the original parser."""

    def __init__(self, connection: Any, request: Any) -> None:
        self._connection, self._parser, self._request = connection, connection.parser, request

    def __next__(self) -> Any:
        self._connection.parser = self._parser
        return self._request


class HashingWorker(ReceivingWorker):
    """Parses requests in the worker's threads, and executes those that may hash in THREADS separate threads."""

    def init_process(self) -> None:
        self.hashing_pool = ThreadPoolExecutor(THREADS, thread_name_prefix="waits-for-hash")
        super().init_process()

    def run(self) -> None:
        super().run()
        self.hashing_pool.shutdown(wait=False, cancel_futures=True)

    def handle(self, conn: Any) -> Any:
        """Returns the return value of gunicorn's method, or a future of it."""
        try:
            return super().handle(conn)
        except HandedOver as handed:
            return handed.submit(conn, handed.request, time.monotonic())

    def handle_request(self, req: Any, conn: Any) -> Any:
        if arrival.current.at is None and req.method in METHODS and unquote_to_wsgi_str(req.path) in PATHS:
            raise HandedOver(req, self._wait_for_hash)
        return super().handle_request(req, conn)

    def resume(self, conn: Any, request: Any) -> Any:
        """Executes a request that a worker thread has handed over."""
        conn.parser = _ParsedRequest(conn, request)
        return ThreadWorker.handle(self, conn)

    def finish_request(self, conn: Any, fs: Future[Any]) -> None:
        result = None if fs.cancelled() or fs.exception() else fs.result()
        if isinstance(result, Future):
            result.add_done_callback(lambda done: self.method_queue.defer(self.finish_request, conn, done))
        else:
            super().finish_request(conn, fs)

    def _wait_for_hash(self, conn: Any, request: Any, arrived_at: float) -> Future[Any]:
        return self.hashing_pool.submit(self._execute_hashing, conn, request, arrived_at)

    def _execute_hashing(self, conn: Any, request: Any, arrived_at: float) -> Any:
        arrival.current.at = arrived_at
        try:
            return self.resume(conn, request)
        finally:
            arrival.current.at = None
