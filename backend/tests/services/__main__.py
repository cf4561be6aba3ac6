"""`python -m tests.services [--fast] [--database mysql] -- <command…>` runs it with its own database and Redis."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from types import FrameType

from tests.services import RedisServer, ServiceMissing, database_server
from tests.services.guard import Guard
from tests.services.redis_cluster import RedisCluster
from tests.services.unpacked import path_with

MISSING = 2
INSTALLED = ("mariadb", "redis")  # on the search path; the others are unpacked by `make servers`


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.services", description=__doc__)
    parser.add_argument("--fast", action="store_true", help="the database does not wait for the disk")
    parser.add_argument("--database", choices=("mariadb", "mariadb-11.8", "mysql"), default="mariadb")
    parser.add_argument("--redis", choices=("redis", "redis-8", "valkey-8"), default="redis")
    parser.add_argument("--redis-cluster", action="store_true", help="limits, caches and messages use a Redis Cluster")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    try:
        choose(options.database, options.redis)
        with database_server(durable=not options.fast) as database, RedisServer() as redis, ExitStack() as stack:
            # The tests flush the given Redis, and require a confirmation that nothing else uses it.
            ours = {"DATABASE_URL": database.url, "REDIS_URL": redis.url, "TEST_SERVICES": "own"}
            if options.redis_cluster:
                ours |= {"REDIS_URL": stack.enter_context(RedisCluster()).url, "REDIS_STATE_URL": redis.url}
            return run(options.command, {**os.environ, **ours})
    except ServiceMissing as missing:
        print(missing, file=sys.stderr)
        return MISSING


def choose(database: str, redis: str) -> None:
    """Also for the servers that the command starts."""
    os.environ["PATH"] = path_with(name for name in (database, redis) if name not in INSTALLED)
    os.environ["TEST_DATABASE"] = database


def run(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Returns the command's exit code. Signals are passed to the command, whose services keep running until it ends."""
    guard = Guard()  # starts first, so that no command runs unwatched
    process = subprocess.Popen(command, env=environment, start_new_session=True)
    guard.watch(process.pid)

    def forward(number: int, _frame: FrameType | None) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, forward)
    code = process.wait()
    guard.clean_up()
    return 128 - code if code < 0 else code


if __name__ == "__main__":
    sys.exit(main())
