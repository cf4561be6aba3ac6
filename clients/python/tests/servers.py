"""Real servers, as an operator would run them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.processes.programs import UNLIMITED, Serve, environment
from tests.processes.stage import fresh_database
from tests.services import RedisServer


@dataclass
class Servers:
    """Two processes with one database and one Redis."""

    redis: RedisServer
    processes: tuple[Serve, Serve]


@contextmanager
def one_server(folder: Path) -> Iterator[Serve]:
    with fresh_database(folder) as url, Serve(environment(DATABASE_URL=url, **UNLIMITED)) as serve:
        yield serve


@contextmanager
def two_servers(folder: Path) -> Iterator[Servers]:
    with ExitStack() as stack:
        url = stack.enter_context(fresh_database(folder))
        redis = stack.enter_context(RedisServer())
        env = environment(DATABASE_URL=url, REDIS_URL=redis.url, **UNLIMITED)
        first, second = stack.enter_context(Serve(env)), stack.enter_context(Serve(env))
        yield Servers(redis, (first, second))
