"""Runs a check that may hang in a separate thread, once at a time, and shares the result among requests."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

FRESH_SECONDS = 2.0
WAIT_SECONDS = 1.5

Check = Callable[[], Iterator[str]]


class Run:
    """A run of the check. `state` is the last state that the check has yielded."""

    def __init__(self, check: Check, state: str) -> None:
        self.state = state
        self.began_at = time.monotonic()
        self._check = check
        self._done = threading.Event()
        threading.Thread(target=self._run, name="health", daemon=True).start()

    def is_current(self) -> bool:
        return not self._done.is_set() or time.monotonic() - self.began_at < FRESH_SECONDS

    def result(self) -> str:
        """Waits until the run ends or takes too long. After that, returns immediately."""
        self._done.wait(max(0.0, self.began_at + WAIT_SECONDS - time.monotonic()))
        return self.state

    def _run(self) -> None:
        try:
            for state in self._check():
                self.state = state
        except Exception:  # noqa: S110  the last state stands
            pass
        finally:
            self._done.set()


class SharedCheck:
    """`check` yields states as it learns more. `failed` is the state until it has yielded one."""

    def __init__(self, check: Check, failed: str) -> None:
        self._check = check
        self._failed = failed
        self._lock = threading.Lock()
        self._last: Run | None = None

    def run(self) -> Run:
        """Returns the current run, a run that began less than two seconds ago, or else a new run."""
        with self._lock:
            if self._last is None or not self._last.is_current():
                self._last = Run(self._check, self._failed)
            return self._last

    def forget(self) -> None:
        self._last = None
