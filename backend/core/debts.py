"""What Redis has not heard: versions of feeds that were written while it was away.

Each is settled by a tombstone, in the background, as soon as Redis answers again. Until then this process does not read
the feed from the cache.
"""

from __future__ import annotations

import threading
import time

from redis import Redis

from core import feeds
from core.redis import Unavailable, breaker

RETRY_SECONDS = 0.25


class Debts:
    """One number for each name; a thread lives only while there are any."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def owe(self, name: str, version: int) -> None:
        with self._lock:
            feeds.owed[name] = max(version, feeds.owed.get(name, 0))
            if self._thread is None:
                self._thread = threading.Thread(target=self._settle, name="cache-debts", daemon=True)
                self._thread.start()

    def _settle(self) -> None:
        while True:
            for name, version in list(feeds.owed.items()):
                if not self._paid(name, version):
                    break
                with self._lock:
                    if feeds.owed.get(name) == version:
                        del feeds.owed[name]
            with self._lock:
                if not feeds.owed:
                    self._thread = None
                    return
            time.sleep(RETRY_SECONDS)

    def _paid(self, name: str, version: int) -> bool:
        def bury(redis: Redis) -> None:
            feeds.put_command(redis, name, version, b"")

        try:
            breaker.run(bury)
        except Unavailable:
            return False
        return True


debts = Debts()
