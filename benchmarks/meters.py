"""CPU and memory of processes from Linux's /proc, and counters of MariaDB and Redis."""

from __future__ import annotations

import os
from collections import Counter
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
END = "end of the commands"


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


@contextmanager
def redis_commands(system: System) -> Iterator[Counter[str]]:
    """Counts the commands of all clients by name, without those inside scripts. Filled when the block ends."""
    sent = Counter[str]()
    with redis.Redis.from_url(system.redis.url) as client, client.monitor() as monitor:
        yield sent
        client.echo(END)
        while END not in (line := monitor.next_command())["command"]:
            if line["client_type"] != "lua":
                sent[line["command"].partition(" ")[0].upper()] += 1
