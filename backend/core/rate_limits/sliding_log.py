"""Rate limiting by a sliding log: at most `limit` admissions in any window, exact even under concurrency.

Refused calls don't count. Redis holds the logs of all processes; while it is unavailable, each process keeps its own.
The same round trip can read another key, such as the state of a session.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from dataclasses import dataclass

from django.conf import settings

from core.rate_limits.rate import Rate
from core.redis.client import Unavailable, breaker, key, owner_in
from core.redis.connection import Connection
from core.redis.local_summaries import now_ms

LOCAL_CALLERS = 50_000

# Returns {the watched value or false, microseconds until the next admission or 0, the server's time in milliseconds}.
ADMIT = """
local watched = redis.call('GET', KEYS[2])
local limit, window = tonumber(ARGV[1]), tonumber(ARGV[2])
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local asked = math.floor(now / 1000)
if limit == 0 then return {watched, 0, asked} end
if redis.call('LLEN', KEYS[1]) >= limit then
  local free = tonumber(redis.call('LINDEX', KEYS[1], -limit)) + window
  if free > now then return {watched, free - now, asked} end
end
redis.call('RPUSH', KEYS[1], string.format('%.0f', now))
redis.call('LTRIM', KEYS[1], -limit, -1)
redis.call('PEXPIRE', KEYS[1], math.ceil(window / 1000))
return {watched, 0, asked}
"""


@dataclass(frozen=True)
class Admission:
    """`retry_after` is in seconds, or None if the call is admitted. `watched` is the value of the watched key, if
    known.

    `asked` is the time of the cache in milliseconds at the admission. Data read from the database after that may be
    cached as of that time. None while Redis is unavailable.
    """

    retry_after: float | None
    watched: bytes | None = None
    asked: int | None = None


class _LocalLogs:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._logs: OrderedDict[str, deque[float]] = OrderedDict()

    def admit(self, bucket: str, rate: Rate) -> Admission:
        with self._lock:
            now = time.monotonic()
            log = self._logs.setdefault(bucket, deque(maxlen=rate.limit))
            self._logs.move_to_end(bucket)
            if len(self._logs) > LOCAL_CALLERS:
                self._logs.popitem(last=False)
            if len(log) == rate.limit and log[0] + rate.seconds > now:
                return Admission(retry_after=log[0] + rate.seconds - now)
            log.append(now)
            return Admission(retry_after=None, asked=_asked_here())

    def forget(self, bucket: str) -> None:
        with self._lock:
            self._logs.pop(bucket, None)

    def refund(self, bucket: str) -> None:
        with self._lock:
            log = self._logs.get(bucket)
            if log:
                log.pop()

    def clear(self) -> None:
        self._logs.clear()


local = _LocalLogs()


def admit(bucket: str, rate: Rate | None, *, watch: str = "nothing") -> Admission:
    """Counts a call in the bucket if the rate allows it. Buckets are named `scope:owner`.

    `watch` names a key of the same owner, which is read in the same round trip.
    """
    try:
        watched, wait, asked = breaker.run(lambda connection: _admit(connection, bucket, rate, watch))
    except Unavailable:
        return Admission(retry_after=None, asked=_asked_here()) if rate is None else local.admit(bucket, rate)
    return Admission(retry_after=wait / 1_000_000 if wait else None, watched=watched, asked=asked)


def forget(bucket: str) -> None:
    """Empties the bucket."""
    local.forget(bucket)
    try:
        breaker.run(lambda connection: connection.execute(("DEL", _key(bucket))))
    except Unavailable:
        return


def refund(bucket: str) -> None:
    """Removes the newest admission from the bucket."""
    try:
        breaker.run(lambda connection: connection.execute(("RPOP", _key(bucket))))
    except Unavailable:
        local.refund(bucket)


def _asked_here() -> int | None:
    """In embedded mode the cache is local to the process, and uses its clock."""
    return now_ms() if settings.REDIS_URL is None else None


def _admit(connection: Connection, bucket: str, rate: Rate | None, watch: str) -> tuple[bytes | None, int, int]:
    limit, seconds = (rate.limit, rate.seconds) if rate else (0, 0)
    command = ("EVAL", ADMIT, 2, _key(bucket), key(watch, owner_in(bucket)), limit, seconds * 1_000_000)
    ((watched, wait, asked),) = connection.execute(command)
    return watched, wait, asked


def _key(bucket: str) -> str:
    return key(f"rate:{bucket}", owner_in(bucket))
