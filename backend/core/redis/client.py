"""Access to Redis with short timeouts, a circuit breaker, and idle connections that threads reuse."""

from __future__ import annotations

import contextlib
import time
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar, cast

import redis
from django.conf import settings
from django_redis import get_redis_connection
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import ReadOnlyError
from redis.retry import Retry

from core import service
from core.metrics.definitions import REDIS_FAULTS
from core.redis.cluster import ClusterConnection
from core.redis.cluster_topology import BREAK_SECONDS, NEVER, NodeUnavailable, Topology
from core.redis.connection import Command, Connection

T = TypeVar("T")

TIMEOUT_SECONDS = 0.5
MAX_IDLE = 32  # open but unused connections of a process


class Unavailable(Exception):
    """Redis isn't configured or doesn't respond. Clients never see this error."""


# For scripts that compare times: they have to use only the server's clock.
NOW_MS = "local time = redis.call('TIME') local now = time[1] * 1000 + math.floor(time[2] / 1000)"


def pool_options() -> dict[str, object]:
    """Returns options for redis-py's pools: retry once, without delay, and only if a pooled connection was stale or its
    server is no longer the primary.
    """
    return {
        "socket_timeout": TIMEOUT_SECONDS,
        "socket_connect_timeout": TIMEOUT_SECONDS,
        "max_connections": 64,
        "retry": Retry(NoBackoff(), 1, supported_errors=(RedisConnectionError, ReadOnlyError)),
    }


class Breaker:
    """A circuit breaker: while Redis is unavailable, one call per second tries it, and the others fail immediately.

    In a cluster, each node has a circuit breaker (`core.redis.cluster`), and this one applies only if no node responds.
    """

    def __init__(self) -> None:
        self._closed_until = 0.0

    def run(self, work: Callable[[Connection], T]) -> T:
        """Runs `work`, possibly twice. Raises Unavailable if Redis isn't configured, or is or was just unavailable."""
        if settings.REDIS_URL is None:
            raise Unavailable("not configured")
        if time.monotonic() < self._closed_until:
            raise Unavailable("not tried again yet")
        connection = acquire()
        try:
            return work(connection)
        except NodeUnavailable as error:  # the other nodes of the cluster remain in use
            raise Unavailable(str(error)) from error
        except (redis.RedisError, OSError) as error:
            self._closed_until = time.monotonic() + BREAK_SECONDS
            REDIS_FAULTS.inc()
            raise Unavailable(type(error).__name__) from error
        finally:
            release(connection)

    def reset(self) -> None:
        self._closed_until = 0.0


breaker = Breaker()


def warm_up(connections: int) -> None:
    """Opens this many connections at the same time, so that no request has to wait for one."""

    def hold(connection: Connection) -> None:
        connection.execute(("PING",))
        warm_up(connections - 1)

    if connections > 0:
        with contextlib.suppress(Unavailable):
            breaker.run(hold)


_idle: deque[Connection] = deque()  # the most recently used connection is reused first


def acquire() -> Connection:
    """Returns a connection that belongs to the calling thread until it is released."""
    with contextlib.suppress(IndexError):  # another thread has just taken the last connection
        while _idle:
            connection = _idle.pop()
            if connection.service == settings.REDIS_URL:
                return connection
            connection.close()
    if is_cluster():
        return ClusterConnection(settings.REDIS_URL, topology())
    return Connection(settings.REDIS_URL, new_connection())


def release(connection: Connection) -> None:
    if len(_idle) < MAX_IDLE:
        _idle.append(connection)
    else:
        connection.close()


def close_idle() -> None:
    while _idle:
        _idle.pop().close()


def new_connection(**options: object) -> redis.Connection:
    """Returns a connection outside of any pool, configured like the cache's connections except for `options`."""
    pool = cast("redis.Redis", get_redis_connection("default")).connection_pool
    return cast("redis.Connection", pool.connection_class(**{**pool.connection_kwargs, "retry": NEVER, **options}))


def is_cluster() -> bool:
    return settings.REDIS_URL is not None and settings.REDIS_URL.cluster


_topology: tuple[object, Topology] | None = None


def topology() -> Topology:
    """The process's view of the cluster in `settings.REDIS_URL`."""
    global _topology
    url: Any = settings.REDIS_URL
    if _topology is None or _topology[0] != url:
        _topology = url, Topology(url.hosts, settings.REDIS_CLUSTER)
    return _topology[1]


def atomically(*commands: Command) -> tuple[Command, ...]:
    """Makes the commands one transaction, except in a cluster, where a transaction can't span several slots."""
    return commands if is_cluster() else (("MULTI",), *commands, ("EXEC",))


def key(name: str, owner: object = None) -> str:
    """Returns the name of a key. In a cluster, all keys of an owner are in one slot, so that a script can use several.

    Elsewhere, keys have the names used by versions without cluster support, which may still be running.
    """
    if owner is not None and is_cluster():
        return f"{service.REDIS_PREFIX}:{{{owner}}}:{name}"
    return f"{service.REDIS_PREFIX}:{name}"


def owner_in(name: str) -> str:
    """Returns the owner from a name such as `scope:owner`."""
    return name.partition(":")[2] or name
