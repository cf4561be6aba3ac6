"""The processes of the product and its edge, as an operator would run them."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.system import PLENTY, SECRET
from edge import Edge
from tests.processes import programs
from tests.processes.programs import Gunicorn, Program, Serve, Worker, environment, manage
from tests.services.ports import HOST
from tests.services.server import Server

INSTANCES = 2


def use_backend(folder: Path) -> None:
    """Processes of the product started from now on use this checkout."""
    programs.BACKEND = folder.resolve()


def variables(redis_url: str, email_url: str) -> dict[str, str]:
    return environment(
        DJANGO_SECRET_KEY=SECRET,
        NUM_PROXIES="1",
        SITE_URL="https://play.example.org",
        REDIS_URL=redis_url,
        EMAIL_URL=email_url,
        MALLOC_ARENA_MAX="2",  # as in the image
        **PLENTY,
    )


def migrate(env: Mapping[str, str]) -> None:
    done = manage("migrate", "--verbosity", "0", env=env)
    if done.returncode:
        raise RuntimeError(done.stderr)


def programs_of(env: dict[str, str], databases: Sequence[str], redis: Sequence[str]) -> dict[str, Program]:
    """Each process uses the next database; the socket servers use a Redis that may lose messages."""
    turns = itertools.cycle(databases)
    found: dict[str, Program] = {}
    for number in range(1, INSTANCES + 1):
        found[f"web-{number}"] = Gunicorn({**env, "DATABASE_URL": next(turns)})
    for number in range(1, INSTANCES + 1):
        own = {"DATABASE_URL": next(turns), "REDIS_URL": redis[number - 1]}
        found[f"socket-{number}"] = Serve({**env, **own})
    found["worker-1"] = Worker({**env, "DATABASE_URL": next(turns)})
    return found


def edge_of(servers: Mapping[str, Server]) -> Edge:
    """Has the default limits, adjusted because all players share one address."""

    def group(role: str, health: str) -> str:
        ports = [server.port for name, server in servers.items() if name.startswith(role)]
        return " ".join(f"server {HOST}:{port} {health};" for port in ports)

    return Edge(
        UPSTREAMS="groups",
        HTTP_SERVERS=group("web", "max_fails=3 fail_timeout=2s"),
        SOCKET_SERVERS=group("socket", "max_fails=0"),
        FRONTEND_SERVERS=f"server {HOST}:9;",
        AUTH_RATE="1000r/s",
        AUTH_BURST="1000",
        SOCKETS_PER_ADDRESS="1000",
        CONNECTIONS_PER_WORKER="4096",
    )
