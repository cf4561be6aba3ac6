"""Sockets that get their results late, or not at all."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import redis

from following import Drill, Steps
from repeating import repeated
from system import System, wait
from tests.processes.programs import Program
from tests.services.proxy import DatabaseProxy

FOUND_BY_A_READ = b"FROM `game_play` WHERE"


def close_subscriptions(system: System) -> None:
    with redis.Redis.from_url(system.stack.redis.url) as client:
        client.client_kill_filter(_type="pubsub")
    time.sleep(0.1)


def lost_hints(system: System) -> Steps:
    with repeated(lambda: close_subscriptions(system)):
        yield None
    yield system.delivers()


def freeze(programs: Sequence[Program], seconds: float) -> None:
    """Pauses the processes, as if their hosts had no CPU time left."""
    for program in programs:
        program.pause()
    time.sleep(seconds)
    for program in programs:
        program.resume()
    time.sleep(0.5)


def slow_sockets(system: System) -> Steps:
    with repeated(lambda: freeze(system.stack.roles["socket"], 1)):
        yield None
    yield system.delivers()


@contextmanager
def through(system: System, proxy: DatabaseProxy) -> Iterator[None]:
    """Starts the socket servers again, with the database behind the proxy."""
    before = [(program, program.env) for program in system.stack.roles["socket"]]
    for program, env in before:
        program.kill()
        program.env = {**env, "DATABASE_URL": system.stack.database.url_at(proxy.port)}
        program.start()
    yield
    for program, env in before:
        program.end()
        program.env = env
        program.start()


def lost_reads(system: System) -> Steps:
    """Lets only the small responses to the sweep through, as on a network that loses large packets."""
    with DatabaseProxy(system.stack.database.port) as proxy, through(system, proxy):
        assert wait(system.delivers(), 60) is not None
        system.breaks_now()
        proxy.loses = FOUND_BY_A_READ
        close_subscriptions(system)
        yield None
        log = system.stack.log("socket")
        assert "result.overdue" in log
        assert "socket.database_unavailable" in log
        proxy.loses = None
        yield system.delivers()


DRILLS = (
    Drill(("FramesLate",), "socket servers frozen for two thirds of the time", "unfreeze them", slow_sockets),
    Drill(("ManyCatchUps",), "subscriptions closed ten times a second", "stop closing them", lost_hints),
    Drill(
        ("ResultsMissing",),
        "hints lost once, and then the database's responses to reads of results, but not to the sweep",
        "let them through",
        lost_reads,
    ),
)
