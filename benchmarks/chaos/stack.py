"""The system under test: two of each role behind the edge, with proxies where answers get lost."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from edge import Edge
from tests.processes import programs
from tests.processes.mailbox import mail_server
from tests.processes.programs import Gunicorn, Program, Serve, WebProgram, Worker, environment, manage
from tests.services import RedisServer
from tests.services.ports import HOST
from tests.services.server import Server

from benchmarks.chaos.databases import Databases, started_databases
from benchmarks.chaos.proxies.commits import CommitProxy
from benchmarks.chaos.proxies.messages import MessageProxy
from benchmarks.chaos.proxies.responses import ResponseProxy
from benchmarks.progress import say
from benchmarks.system import PLENTY, SECRET

AnyServer = TypeVar("AnyServer", bound=Server)
INSTANCES = 2


@dataclass
class System:
    """`servers` by name: web-1, web-2, socket-1, …; `port` is where the players connect."""

    servers: dict[str, Server]
    databases: Databases
    commits: list[CommitProxy]
    messages: list[MessageProxy]
    responses: ResponseProxy

    @property
    def port(self) -> int:
        return self.responses.port

    @property
    def web(self) -> dict[str, WebProgram]:
        """The processes that answer HTTP, the socket servers too."""
        return {name: server for name, server in self.servers.items() if isinstance(server, WebProgram)}

    @property
    def programs(self) -> dict[str, Program]:
        return {name: server for name, server in self.servers.items() if isinstance(server, Program)}

    @property
    def targets(self) -> dict[str, list[str]]:
        """By role, the names of its servers."""
        roles: dict[str, list[str]] = {}
        for name in self.servers:
            roles.setdefault(name.partition("-")[0], []).append(name)
        return roles


def use_backend(folder: Path) -> None:
    """Every process of the product that is started from now on is of this checkout."""
    programs.BACKEND = folder.resolve()


@asynccontextmanager
async def started(cluster: str, chance: random.Random) -> AsyncIterator[System]:
    async with AsyncExitStack() as stack:
        say("databases start")
        databases = await asyncio.to_thread(stack.enter_context, started_databases(cluster))
        redis = await asyncio.to_thread(stack.enter_context, RedisServer())
        mailbox = stack.enter_context(mail_server())
        urls = {"REDIS_URL": redis.url, "EMAIL_URL": f"smtp://{HOST}:{mailbox.port}"}
        env = environment(
            DJANGO_SECRET_KEY=SECRET, NUM_PROXIES="1", SITE_URL="https://play.example.org", **PLENTY, **urls
        )
        say("migrations")
        done = await asyncio.to_thread(
            manage, "migrate", "--verbosity", "0", env={**env, "DATABASE_URL": databases.urls[0]}
        )
        if done.returncode:
            raise RuntimeError(done.stderr)
        commits = [await stack.enter_async_context(CommitProxy(_port(url), chance)) for url in databases.urls]
        messages = [await stack.enter_async_context(MessageProxy(redis.port)) for _ in range(INSTANCES)]
        through = [_at(url, proxy.port) for url, proxy in zip(databases.urls, commits, strict=True)]
        say("processes start")
        servers: dict[str, Server] = {"redis": redis, **databases.servers}
        for number in range(INSTANCES):
            own = {**env, "DATABASE_URL": through[number % len(through)]}
            servers[f"web-{number + 1}"] = Gunicorn(own)
            redis_url = _at(redis.url, messages[number].port)
            other = through[(INSTANCES + number) % len(through)]
            servers[f"socket-{number + 1}"] = Serve({**own, "DATABASE_URL": other, "REDIS_URL": redis_url})
        servers["worker-1"] = Worker({**env, "DATABASE_URL": databases.urls[0]})
        ours = [stack.push(program) for program in servers.values() if isinstance(program, Program)]
        await asyncio.gather(*(asyncio.to_thread(program.start) for program in ours))
        servers["edge"] = edge = await asyncio.to_thread(stack.enter_context, _edge(servers))
        responses = await stack.enter_async_context(ResponseProxy(edge.port, chance))
        yield System(servers, databases, commits, messages, responses)


def _edge(servers: dict[str, Server]) -> Edge:
    """With its own defaults, for one address that all players share."""

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


def _port(url: str) -> int:
    port = urlsplit(url).port
    assert port is not None
    return port


def _at(url: str, port: int) -> str:
    """The same address with another port."""
    return url.replace(f":{_port(url)}/", f":{port}/")
