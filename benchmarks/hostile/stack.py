"""The production setup: Nginx in front of gunicorn and Daphne, MariaDB and Redis, with the limits of the product."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks import system
from benchmarks.system import tree
from edge import Edge
from tests.processes.programs import Gunicorn, Serve
from tests.services.ports import HOST
from tests.services.server import Server


@dataclass
class Stack:
    edge: Edge
    http: Gunicorn
    sockets: Serve
    services: system.System

    @property
    def port(self) -> int:
        return self.edge.port

    @property
    def servers(self) -> list[Server]:
        return [self.edge, self.http, self.sockets, self.services.database, self.services.redis]

    @property
    def pids(self) -> dict[str, int]:
        """The processes that serve clients, by name."""
        workers = {f"gunicorn {number}": pid for number, pid in enumerate(tree(self.http.pid)[1:], 1)}
        return {**workers, "daphne": self.sockets.pid, "nginx": _nginx_worker(self.edge.pid)}


def _nginx_worker(master: int) -> int:
    """Returns the worker process. Its siblings manage and load the cache."""
    return next(pid for pid in tree(master) if b"worker process" in Path(f"/proc/{pid}/cmdline").read_bytes())


@contextmanager
def started(services: system.System) -> Iterator[Stack]:
    env = {name: value for name, value in services.env.items() if name not in system.PLENTY}
    limited = replace(services, env={**env, "NUM_PROXIES": "1"})
    with limited.http() as http, limited.sockets() as sockets:
        edge = Edge(
            UPSTREAMS="groups",
            HTTP_SERVERS=f"server {HOST}:{http.port};",
            SOCKET_SERVERS=f"server {HOST}:{sockets.port};",
            FRONTEND_SERVERS=f"server {HOST}:9;",
            CONNECTIONS_PER_WORKER="4096",
        )
        with edge:
            yield Stack(edge, http, sockets, services)
