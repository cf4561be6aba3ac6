"""The system under test: two processes per role behind the edge, with proxies that lose data."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from benchmarks.chaos import processes
from benchmarks.chaos.databases import CLUSTERS
from benchmarks.chaos.proxies.commits import CommitProxy
from benchmarks.chaos.proxies.messages import MessageProxy
from benchmarks.chaos.proxies.responses import ResponseProxy
from benchmarks.progress import say
from tests.processes.mailbox import mail_server
from tests.processes.programs import Program, WebProgram
from tests.services import RedisServer
from tests.services.server import Server


@dataclass
class System:
    """`servers` by name: web-1, web-2, socket-1, …; `port` is where the players connect."""

    servers: dict[str, Server]
    database_urls: list[str]
    commits: list[CommitProxy]
    messages: list[MessageProxy]
    responses: ResponseProxy

    @property
    def port(self) -> int:
        return self.responses.port

    @property
    def web(self) -> dict[str, WebProgram]:
        """The processes that serve HTTP, including the socket servers."""
        return {name: server for name, server in self.servers.items() if isinstance(server, WebProgram)}

    @property
    def service_ports(self) -> list[int]:
        """Where the product's processes connect to the database and to Redis."""
        redis = self.servers["redis"].port
        return [redis, *(proxy.port for proxy in (*self.commits, *self.messages))]

    @property
    def programs(self) -> dict[str, Program]:
        return {name: server for name, server in self.servers.items() if isinstance(server, Program)}

    @property
    def targets(self) -> dict[str, list[str]]:
        """The names of the servers of each role."""
        roles: dict[str, list[str]] = {}
        for name in self.servers:
            roles.setdefault(name.partition("-")[0], []).append(name)
        return roles


@asynccontextmanager
async def started(cluster: str, chance: random.Random) -> AsyncIterator[System]:
    """Starts servers in threads, because they connect through proxies that run on this event loop."""
    async with AsyncExitStack() as stack:
        say("databases start")
        databases, redis = CLUSTERS[cluster](), RedisServer()
        for server in (*databases.values(), redis):
            await _start(stack, server)
        urls = [server.url for server in databases.values()]
        env = processes.variables(redis.url, stack.enter_context(mail_server()).url)
        say("migrations")
        await asyncio.to_thread(processes.migrate, {**env, "DATABASE_URL": urls[0]})
        commits = [await stack.enter_async_context(CommitProxy(_port(url), chance)) for url in urls]
        messages = [await stack.enter_async_context(MessageProxy(redis.port)) for _ in range(processes.INSTANCES)]
        say("processes start")
        through = [_at(url, proxy.port) for url, proxy in zip(urls, commits, strict=True)]
        programs = processes.programs_of(env, through, [_at(redis.url, proxy.port) for proxy in messages])
        await asyncio.gather(*(_start(stack, program) for program in programs.values()))
        edge = processes.edge_of(programs)
        await _start(stack, edge)
        responses = await stack.enter_async_context(ResponseProxy(edge.port, chance))
        servers = {"redis": redis, **databases, **programs, "edge": edge}
        yield System(servers, urls, commits, messages, responses)


async def _start(stack: AsyncExitStack, server: Server) -> None:
    stack.callback(server.close)
    await asyncio.to_thread(server.start)


def _port(url: str) -> int:
    port = urlsplit(url).port
    assert port is not None
    return port


def _at(url: str, port: int) -> str:
    """The same address with another port."""
    return url.replace(f":{_port(url)}/", f":{port}/")
