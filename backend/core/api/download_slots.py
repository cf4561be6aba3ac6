"""Limits each owner's concurrent downloads across all processes.

Redis holds the slots of all processes. Slots expire, so that those of a killed process are released. Each process also
counts its own slots, and this count is the only limit while Redis is unavailable.
"""

from __future__ import annotations

import contextlib
import threading
import time
import uuid
import weakref

from rest_framework.exceptions import Throttled

from core.redis.client import Unavailable, breaker, key

PER_OWNER = 2
EXPIRY_SECONDS = 90  # longer than a slow client may stall a download (`core.servers.slow_clients`)
RENEWAL_SECONDS = 15
RETRY_SECONDS = 5

# Takes or renews the slot. Returns 0 if all slots are taken.
HOLD = """
local now = tonumber(redis.call('TIME')[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
if not redis.call('ZSCORE', KEYS[1], ARGV[1]) and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[1])
redis.call('EXPIRE', KEYS[1], ARGV[3])
return 1
"""

_lock = threading.RLock()  # re-entrant, because the garbage collector may release a slot at any point
_here: dict[str, set[str]] = {}


class DownloadSlot:
    """The slot of one download. Raises Throttled if the owner already has `PER_OWNER`.

    `release` may be called repeatedly. It is also called when the last reference is dropped, because a response may be
    discarded before it is iterated over.
    """

    def __init__(self, owner: object) -> None:
        self._owner, self._id = str(owner), uuid.uuid4().hex
        with _lock:
            slots = _here.setdefault(self._owner, set())
            if len(slots) >= PER_OWNER:
                raise _throttled()
            slots.add(self._id)
        self.release = weakref.finalize(self, _release, self._owner, self._id)
        if not self._hold():
            self.release()
            raise _throttled()

    def renew(self) -> None:
        if time.monotonic() - self._held_at > RENEWAL_SECONDS:
            self._hold()

    def _hold(self) -> bool:
        self._held_at = time.monotonic()
        command = ("EVAL", HOLD, 1, _name(self._owner), self._id, PER_OWNER, EXPIRY_SECONDS)
        try:
            return bool(breaker.run(lambda connection: connection.execute(command))[0])
        except Unavailable:
            return True


def _release(owner: str, slot: str) -> None:
    with _lock:
        slots = _here.get(owner, set())
        slots.discard(slot)
        if not slots:
            _here.pop(owner, None)
    with contextlib.suppress(Unavailable):  # the slot expires
        breaker.run(lambda connection: connection.execute(("ZREM", _name(owner), slot)))


def _name(owner: str) -> str:
    return key(f"downloads:{owner}")


def _throttled() -> Throttled:
    return Throttled(RETRY_SECONDS, f"You can run at most {PER_OWNER} downloads at a time.")
