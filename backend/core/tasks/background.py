"""Runs tasks in embedded mode, which has no workers: one thread of the process runs each task when it is due."""

from __future__ import annotations

import contextvars
import heapq
import itertools
import threading
import time
from collections.abc import Callable

import structlog
from django.db import close_old_connections

logger = structlog.get_logger(__name__)

IDLE_SECONDS = 5.0

Work = Callable[[], object]


class Background:
    """Work that is still queued when the process ends is lost, so it has to be recorded in the database too."""

    def __init__(self) -> None:
        self._due: list[tuple[float, int, Work]] = []
        self._numbers = itertools.count()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def put(self, work: Work, *, seconds: float = 0) -> None:
        """Queues `work`, which runs in the caller's context, so that its log lines have the id of the request."""
        context = contextvars.copy_context()
        with self._changed:
            entry = (time.monotonic() + seconds, next(self._numbers), lambda: context.run(work))
            heapq.heappush(self._due, entry)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="background", daemon=True)
                self._thread.start()
            self._changed.notify()

    def _run(self) -> None:
        while (work := self._next()) is not None:
            close_old_connections()
            try:
                work()
            except Exception:
                logger.exception("background.failed")
            finally:
                close_old_connections()

    def _next(self) -> Work | None:
        """Returns the next work when it is due. After a while without work, returns None, which ends the thread."""
        with self._changed:
            while True:
                wait = self._due[0][0] - time.monotonic() if self._due else IDLE_SECONDS
                if wait <= 0:
                    return heapq.heappop(self._due)[2]
                if not self._changed.wait(wait) and not self._due:
                    self._thread = None
                    return None


background = Background()
