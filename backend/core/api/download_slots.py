"""How many downloads an owner has at once over all processes.

Redis has the slots of all processes, each with an expiry, so that those of a killed process are free again. Every
process counts its own too: that is all there is without Redis.
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
EXPIRY_SECONDS = 90  # more than a client may keep a download waiting (`core.servers.slow_clients`)
RENEWAL_SECONDS = 15
RETRY_SECONDS = 5

# Takes the slot, or renews it. Gives 0 where all are taken.
HOLD = """
local now = tonumber(redis.call('TIME')[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
if not redis.call('ZSCORE', KEYS[1], ARGV[1]) and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[1])
redis.call('EXPIRE', KEYS[1], ARGV[3])
return 1
"""

_lock = threading.RLock()  # a slot may be released by the garbage collector, which any line may run
_here: dict[str, set[str]] = {}


class DownloadSlot:
    """Of one download. Raises Throttled where the owner has `PER_OWNER` already.

    `release` may be called several times, and whatever drops the last reference releases it too: a response can be
    lost before anything has iterated over it.
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
            return bool(breaker.run(lambda line: line.ask(command))[0])
        except Unavailable:
            return True


def _release(owner: str, slot: str) -> None:
    with _lock:
        slots = _here.get(owner, set())
        slots.discard(slot)
        if not slots:
            _here.pop(owner, None)
    with contextlib.suppress(Unavailable):  # it expires
        breaker.run(lambda line: line.ask(("ZREM", _name(owner), slot)))


def _name(owner: str) -> str:
    return key(f"downloads:{owner}")


def _throttled() -> Throttled:
    return Throttled(RETRY_SECONDS, f"You can run at most {PER_OWNER} downloads at a time.")
