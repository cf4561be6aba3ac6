"""Redis that is gone, full, or busy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from following import Drill, Steps
from repeating import repeated
from system import System

CLIENTS = 3  # so that a script is always waiting
SCRIPT = "local sum = 0 for number = 1, 2000000 do sum = sum + number end"  # takes 10 to 20 ms


def gone(system: System) -> Steps:
    system.stack.redis.kill()
    yield None
    system.stack.redis.start()
    yield lambda: system.holds("numberplay_queue_length")


def full(system: System) -> Steps:
    with redis.Redis.from_url(system.stack.redis.url) as client:
        used = int(client.info("memory")["used_memory"])
        client.config_set("maxmemory", int(used * 1.05))
        yield None
        client.config_set("maxmemory", used * 2)
        yield lambda: system.is_cleared("RedisMemoryFull")
        client.config_set("maxmemory", 0)


@contextmanager
def running_scripts(url: str) -> Iterator[None]:
    """Uses clients that end when their connections are killed."""
    with ExitStack() as exits:
        for _ in range(CLIENTS):
            client = exits.enter_context(redis.Redis.from_url(url, retry=Retry(NoBackoff(), 0)))
            exits.enter_context(repeated(partial(client.eval, SCRIPT, 0), redis.ConnectionError))
        yield


def come_first(pid: int) -> None:
    """Prioritizes the process, as if it had its own host.

    Linux shares CPU time between sessions (autogroups) before it considers processes.
    """
    with suppress(OSError):
        Path(f"/proc/{pid}/autogroup").write_text("-15")


def busy(system: System) -> Steps:
    come_first(system.stack.redis.pid)
    with running_scripts(system.stack.redis.url), redis.Redis.from_url(system.stack.redis.url) as client:
        yield None
        slow = {entry["client_address"].decode() for entry in client.slowlog_get(100) if b"EVAL" in entry["command"]}
        for address in slow:
            client.client_kill_filter(addr=address)
    yield lambda: system.is_cleared("RedisBusy") and system.plays()


DRILLS = (
    Drill(
        ("RedisFaults", "HintsLost", "QueuesUnknown", "TasksNotQueued"),
        "Redis killed, while players register",
        "start it",
        gone,
    ),
    Drill(("RedisMemoryFull",), "`maxmemory` 5 % above the used memory", "raise it", full),
    Drill(
        ("RedisBusy",),
        "three clients run scripts of 10 to 20 ms, one after another",
        "find them with `SLOWLOG GET`, and kill their connections",
        busy,
    ),
)
