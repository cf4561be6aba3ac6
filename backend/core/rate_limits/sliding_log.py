"""Rate limiting with a sliding log: at most `limit` admissions in any window, exactly, even under concurrency.

Refused calls aren't counted. Redis holds the logs for all processes; while it is unavailable, each process keeps its
own. The same round trip can read another key, such as the state of a session.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings

from core.rate_limits.rate import Rate
from core.redis.client import Unavailable, breaker, key, owner_in
from core.redis.cluster_topology import NodeUnavailable
from core.redis.connection import Command
from core.redis.local_summaries import now_ms

LOCAL_CALLERS = 50_000

# Returns {watched value or false, microseconds until the next admission or 0, the server's time in milliseconds}.
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

    `asked` is the cache's time in milliseconds at the admission. Data read from the database after that may be cached
    as of that time. None while Redis is unavailable.
    """

    retry_after: float | None
    watched: bytes | None = None
    asked: int | None = None


class Call(NamedTuple):
    """`watch` names a key that is read in the same round trip."""

    bucket: str
    rate: Rate | None
    watch: str = "nothing"


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
    """Counts a call in the bucket, which is named `scope:owner`, if the rate allows it.

    `watch` names a key of the same owner to read in the same round trip.
    """
    [admission] = admit_all([Call(bucket, rate, watch)])
    return admission


def admit_all(calls: Sequence[Call]) -> list[Admission]:
    """Counts each call in its bucket if the rate allows it, in order and in one round trip."""
    commands = [_command(call) for call in calls]
    try:
        replies = breaker.run(lambda connection: connection.execute_each(*commands))
    except Unavailable:
        return [_admit_here(call) for call in calls]
    return [
        _admit_here(call) if isinstance(reply, NodeUnavailable) else _admission(*reply)
        for call, reply in zip(calls, replies, strict=True)
    ]


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
    """Returns the process's time in embedded mode, in which the cache is local to the process."""
    return now_ms() if settings.REDIS_URL is None else None


def _admission(watched: bytes | None, wait: int, asked: int) -> Admission:
    return Admission(retry_after=wait / 1_000_000 if wait else None, watched=watched, asked=asked)


def _admit_here(call: Call) -> Admission:
    if call.rate is None:
        return Admission(retry_after=None, asked=_asked_here())
    return local.admit(call.bucket, call.rate)


def _command(call: Call) -> Command:
    limit, seconds = (call.rate.limit, call.rate.seconds) if call.rate else (0, 0)
    return ("EVAL", ADMIT, 2, _key(call.bucket), key(call.watch, owner_in(call.bucket)), limit, seconds * 1_000_000)


def _key(bucket: str) -> str:
    return key(f"rate:{bucket}", owner_in(bucket))
