"""A check that may hang: one run at a time, in a thread of its own, and all requests share its result."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

FRESH_SECONDS = 2.0
WAIT_SECONDS = 1.5

Check = Callable[[], Iterator[str]]


class Run:
    """`state` is what is certain so far."""

    def __init__(self, check: Check, state: str) -> None:
        self.state = state
        self.began_at = time.monotonic()
        self._check = check
        self._done = threading.Event()
        threading.Thread(target=self._run, name="health", daemon=True).start()

    def is_current(self) -> bool:
        return not self._done.is_set() or time.monotonic() - self.began_at < FRESH_SECONDS

    def result(self) -> str:
        """Waits for the end, or until the run has taken too long: then nobody waits for it any more."""
        self._done.wait(max(0.0, self.began_at + WAIT_SECONDS - time.monotonic()))
        return self.state

    def _run(self) -> None:
        try:
            for state in self._check():
                self.state = state
        except Exception:  # noqa: S110  whatever is wrong: what was certain before stays
            pass
        finally:
            self._done.set()


class SharedCheck:
    """`check` yields states as it finds out more; `failed` is the state before the first."""

    def __init__(self, check: Check, failed: str) -> None:
        self._check = check
        self._failed = failed
        self._lock = threading.Lock()
        self._last: Run | None = None

    def run(self) -> Run:
        """The one that is on its way, or was begun less than two seconds ago; otherwise a new one."""
        with self._lock:
            if self._last is None or not self._last.is_current():
                self._last = Run(self._check, self._failed)
            return self._last

    def forget(self) -> None:
        self._last = None
