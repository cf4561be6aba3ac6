"""What Redis has not heard while it was away: it is told in the background, as soon as it answers again.

For a feed that is a tombstone of the version that was written; until then this process does not read the feed from the
cache.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from core import feeds
from core.redis import Unavailable, breaker
from core.redis_line import Command
from core.whisper import whisper

RETRY_SECONDS = 0.25


class Debts:
    """One number for each name; `payment` is the command that tells it. A thread lives only while there are any."""

    def __init__(self, owed: dict[str, int], payment: Callable[[str, int], Command]) -> None:
        self._owed = owed
        self._payment = payment
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def owe(self, name: str, version: int) -> None:
        """Returns with the number on its way to a Redis that may only hang."""
        with self._lock:
            self._owed[name] = max(version, self._owed.get(name, 0))
            if self._thread is None:
                self._thread = threading.Thread(target=self._settle, name="cache-debts", daemon=True)
                self._thread.start()
        whisper.send(lambda: self._payment(name, version))

    def _settle(self) -> None:
        while True:
            for name, version in list(self._owed.items()):
                if not self._paid(name, version):
                    break
                with self._lock:
                    if self._owed.get(name) == version:
                        del self._owed[name]
            with self._lock:
                if not self._owed:
                    self._thread = None
                    return
            time.sleep(RETRY_SECONDS)

    def _paid(self, name: str, version: int) -> bool:
        try:
            breaker.run(lambda line: line.ask(self._payment(name, version)))
        except Unavailable:
            return False
        return True


debts = Debts(feeds.owed, lambda name, version: feeds.put_command(name, version, b""))
