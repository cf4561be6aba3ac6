"""CPU and memory of processes from Linux's /proc, and counters of MariaDB and Redis."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import MySQLdb
import redis

from benchmarks.system import System, tree
from config.service_urls.database import Database
from tests.services.server import Server

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


def cpu_seconds(server: Server) -> float:
    """User and system time of all the server's processes since they started."""
    total = 0
    for pid in tree(server.pid):
        after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += int(after_name[11]) + int(after_name[12])
    return total / TICKS


def resident_bytes(server: Server) -> int:
    return sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE for pid in tree(server.pid))


class Spent(dict[str, float]):
    """CPU seconds by server name, filled when the block ends."""


@contextmanager
def cpu_of(*servers: Server) -> Iterator[Spent]:
    before = [cpu_seconds(server) for server in servers]
    spent = Spent()
    yield spent
    for server, earlier in zip(servers, before, strict=True):
        spent[server.name] = cpu_seconds(server) - earlier


def statements(system: System) -> int:
    """All statements since MariaDB started, from any client, including `BEGIN`, `COMMIT` and `SET`."""
    given = Database.parse(system.database.url)
    connection = MySQLdb.connect(host=given.host, port=given.port, user=given.user, password=given.password)
    try:
        cursor = connection.cursor()
        cursor.execute("SHOW GLOBAL STATUS LIKE 'Questions'")
        return int(cursor.fetchone()[1])
    finally:
        connection.close()


def redis_commands(system: System) -> dict[str, int]:
    """Calls by command. The caller excludes those inside scripts, which aren't sent over the wire."""
    with redis.Redis.from_url(system.redis.url) as client:
        stats: dict[str, dict[str, int]] = client.info("commandstats")
    return {name.removeprefix("cmdstat_"): figures["calls"] for name, figures in stats.items()}
