"""The one way to Redis: short timeouts, a circuit breaker, and connections that the threads of a process share."""

from __future__ import annotations

import contextlib
import time
from collections import deque
from collections.abc import Callable
from typing import TypeVar, cast

import redis
from django.conf import settings
from django_redis import get_redis_connection
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import ReadOnlyError
from redis.retry import Retry

from core.metrics import definitions as metrics
from core.redis.connection import Line

T = TypeVar("T")

TIMEOUT_SECONDS = 0.5
BREAK_SECONDS = 1.0
MAX_IDLE = 32  # connections of a process, open and unused
NEVER = Retry(NoBackoff(), 0)


class Unavailable(Exception):
    """Redis is not configured, or does not answer. Never shown to a client."""


# For scripts that compare times: whatever the clocks of other hosts say, only the server's own counts.
NOW_MS = "local time = redis.call('TIME') local now = time[1] * 1000 + math.floor(time[2] / 1000)"


def pool_options() -> dict[str, object]:
    """For redis-py's pools. One retry, at once, and only for a connection that had gone stale in the pool or that leads
    to a server which is no longer the primary."""
    return {
        "socket_timeout": TIMEOUT_SECONDS,
        "socket_connect_timeout": TIMEOUT_SECONDS,
        "max_connections": 64,
        "retry": Retry(NoBackoff(), 1, supported_errors=(RedisConnectionError, ReadOnlyError)),
    }


class Breaker:
    """Lets one call a second find out whether Redis is back, so that a hanging Redis costs the others nothing."""

    def __init__(self) -> None:
        self._closed_until = 0.0

    def run(self, work: Callable[[Line], T]) -> T:
        """Raises Unavailable where Redis is absent, away or known to be away. `work` may be done twice."""
        if settings.REDIS_URL is None:
            raise Unavailable("not configured")
        if time.monotonic() < self._closed_until:
            raise Unavailable("away")
        line = acquire()
        try:
            return work(line)
        except (redis.RedisError, OSError) as error:
            self._closed_until = time.monotonic() + BREAK_SECONDS
            metrics.REDIS_FAULTS.inc()
            raise Unavailable(type(error).__name__) from error
        finally:
            release(line)

    def reset(self) -> None:
        self._closed_until = 0.0


breaker = Breaker()


def warm_up() -> None:
    """Opens a connection, so that no request has to wait for it."""
    with contextlib.suppress(Unavailable):
        breaker.run(lambda line: line.ask(("PING",)))


_idle: deque[Line] = deque()  # the one used last is the next to be used


def acquire() -> Line:
    """For the calling thread alone, until it releases it."""
    with contextlib.suppress(IndexError):  # another thread was faster
        while _idle:
            line = _idle.pop()
            if line.service == settings.REDIS_URL:
                return line
            line.close()
    return Line(settings.REDIS_URL, new_connection())


def release(line: Line) -> None:
    if len(_idle) < MAX_IDLE:
        _idle.append(line)
    else:
        line.close()


def close_idle() -> None:
    while _idle:
        _idle.pop().close()


def new_connection(**options: object) -> redis.Connection:
    """One of nobody's pool, as the cache is configured, but for the options."""
    pool = cast("redis.Redis", get_redis_connection("default")).connection_pool
    return cast("redis.Connection", pool.connection_class(**{**pool.connection_kwargs, "retry": NEVER, **options}))


def key(name: str) -> str:
    return f"np:{name}"
