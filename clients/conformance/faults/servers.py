"""Two real servers with one database and one Redis, as an operator would run them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import redis

from tests.processes.programs import UNLIMITED, Serve, environment
from tests.processes.stage import fresh_database
from tests.services import RedisServer


@dataclass
class Servers:
    redis: RedisServer
    processes: tuple[Serve, Serve]

    @property
    def ports(self) -> list[int]:
        return [process.port for process in self.processes]

    @property
    def url(self) -> str:
        """The URL of the first server, without the proxy."""
        return self.processes[0].url

    def restart(self, number: int) -> None:
        """Restarts one server after another, so that one of them always responds."""
        self.processes[number % 2].restart()

    def flush_redis(self) -> None:
        with redis.Redis.from_url(self.redis.url) as connection:
            connection.flushall()


@contextmanager
def two_servers(folder: Path) -> Iterator[Servers]:
    with ExitStack() as stack:
        url = stack.enter_context(fresh_database(folder))
        redis_server = stack.enter_context(RedisServer())
        env = environment(DATABASE_URL=url, REDIS_URL=redis_server.url, **UNLIMITED)
        first, second = stack.enter_context(Serve(env)), stack.enter_context(Serve(env))
        yield Servers(redis_server, (first, second))
