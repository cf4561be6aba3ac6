"""Redis that is gone, full, or busy."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from following import Drill, Steps
from repeating import repeated
from system import System

SCRIPT = "local sum = 0 for number = 1, 2000000 do sum = sum + number end"  # takes 10 to 20 ms
CPU = "rate(numberplay_redis_cpu_seconds_total[8s])"


def gone(system: System) -> Steps:
    system.stack.redis.kill()
    yield None
    system.stack.redis.start()
    yield lambda: system.holds("numberplay_queue_length")


def full(system: System) -> Steps:
    with redis.Redis.from_url(system.stack.redis.url) as client:
        client.config_set("maxmemory", int(int(client.info("memory")["used_memory"]) * 1.05))
        yield None
        client.config_set("maxmemory", 0)


@contextmanager
def running_scripts(url: str) -> Iterator[None]:
    """By a client that ends when its connection is killed."""
    client = redis.Redis.from_url(url, retry=Retry(NoBackoff(), 0))
    with client, repeated(partial(client.eval, SCRIPT, 0), redis.ConnectionError):
        yield


def busy(system: System) -> Steps:
    """On a busy machine, Redis would get less than 80 % of a core, so it comes first, as on a host of its own."""
    with suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, system.stack.redis.pid, -15)
    with running_scripts(system.stack.redis.url), redis.Redis.from_url(system.stack.redis.url) as client:
        yield None
        print("DEBUG", system.prometheus._result(CPU), system.prometheus._result("up"), client.info("cpu"))
        slow = {entry["client_address"].decode() for entry in client.slowlog_get(100) if b"EVAL" in entry["command"]}
        for address in slow:
            client.client_kill_filter(addr=address)
    yield lambda: not system.holds(f"max({CPU}) > 0.8") and system.plays()


DRILLS = (
    Drill(
        ("RedisFaults", "HintsLost", "QueuesUnknown", "TasksNotQueued"),
        "Redis killed, while players register",
        "start it",
        gone,
    ),
    Drill(("RedisMemoryFull",), "`maxmemory` 5 % above what is used", "raise it", full),
    Drill(
        ("RedisBusy",),
        "a client runs scripts of 10 to 20 ms, one after the other",
        "find it by `SLOWLOG GET`, and kill its connection",
        busy,
    ),
)
