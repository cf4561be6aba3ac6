"""The one way to Redis: short timeouts, a circuit breaker, and keys that do not outlive a run of the server."""

from __future__ import annotations

import contextlib
import re
import threading
import time
from collections.abc import Callable
from typing import TypeVar, cast

import redis
from django.conf import settings
from django_redis import get_redis_connection
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.retry import Retry

from core import metrics
from core.redis_line import Line

T = TypeVar("T")

TIMEOUT_SECONDS = 0.5
BREAK_SECONDS = 1.0
NEVER = Retry(NoBackoff(), 0)


class Unavailable(Exception):
    """Redis is not configured, or does not answer. Never shown to a client."""


_run_id = ""
greeted: list[Callable[[], None]] = []  # what else is to be done when there is a new connection


def greet(connection: redis.Connection) -> None:
    """Called for every new connection; learns which run of the server it reached.

    What is cached lives under the run's name (`run_key`), so that a server that comes back with what it had saved
    earlier, or a promoted replica, cannot answer with what plays made meanwhile have outdated.
    """
    global _run_id
    connection.on_connect()  # type: ignore[no-untyped-call]
    connection.send_command("INFO", "server")  # type: ignore[no-untyped-call]
    answer = connection.read_response()
    text = answer.decode() if isinstance(answer, bytes) else str(answer)
    match = re.search(r"run_id:(\w+)", text)
    _run_id = match.group(1) if match else ""
    for then in greeted:
        then()


def pool_options() -> dict[str, object]:
    """For redis-py's pools. One retry, at once, and only for a connection that had gone stale in the pool."""
    return {
        "socket_timeout": TIMEOUT_SECONDS,
        "socket_connect_timeout": TIMEOUT_SECONDS,
        "max_connections": 64,
        "retry": Retry(NoBackoff(), 1, supported_errors=(RedisConnectionError,)),
        "redis_connect_func": greet,
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
        run = _run_id
        try:
            answer = work(line())
            if run not in ("", _run_id):  # it met another run than it had named its keys for
                answer = work(line())
            return answer
        except (redis.RedisError, OSError) as error:
            self._closed_until = time.monotonic() + BREAK_SECONDS
            metrics.REDIS_FAULTS.inc()
            raise Unavailable(type(error).__name__) from error

    def reset(self) -> None:
        self._closed_until = 0.0


breaker = Breaker()


def meet() -> None:
    """At the start of a process: what it may have to tell a hanging Redis needs a connection and the run's name."""
    with contextlib.suppress(Unavailable):
        breaker.run(lambda line: line.ask(("PING",)))


_lines = threading.local()


def line() -> Line:
    """The calling thread's."""
    url = str(settings.REDIS_URL)
    known: Line | None = getattr(_lines, "line", None)
    if known is None or known.url != url:
        _lines.line = known = Line(url, new_connection())
    return known


def new_connection(**options: object) -> redis.Connection:
    """One of nobody's pool, as the cache is configured, but for the options."""
    pool = cast("redis.Redis", get_redis_connection("default")).connection_pool
    return cast("redis.Connection", pool.connection_class(**{**pool.connection_kwargs, "retry": NEVER, **options}))


def run_key(name: str) -> str:
    """`name` under the run of the server that this process last connected to."""
    if not _run_id:
        line().ask(("PING",))
    return f"np:{_run_id}:{name}"
