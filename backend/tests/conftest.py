"""Every test starts with a clean database, clean caches, and nobody signed in.

`python -m tests.services -- pytest` runs the same tests against its own MariaDB and Redis.
"""

from __future__ import annotations

import os
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connections
from django_redis import get_redis_connection
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django import Settings

from accounts.passwords import queue
from accounts.sessions import revocation, tokens
from config import services
from config.env import Env, Rates
from core import threads
from core.api import health
from core.db import write_health
from core.rate_limits import sliding_log
from core.rate_limits.rate import Rate
from core.redis import summary_cache
from core.redis.client import breaker
from core.tasks.background import background
from tests import uncontended, used_secrets
from tests.api import Player, registered
from tests.processes.shifted import library
from tests.processes.stage import missing
from tests.services import RedisServer
from tests.services.binaries import has
from tests.services.redis_cluster import RedisCluster
from tests.services.small_disk import can_mount
from tests.sockets import Sockets
from tests.streams import Streams

# The duration of an example depends on the machine. Benchmarks measure it.
hypothesis_settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("untimed")


def pytest_configure(config: pytest.Config) -> None:
    if not os.environ.get("REDIS_URL"):
        return
    if os.environ.get("TEST_SERVICES") != "own":
        pytest.exit("The tests flush their Redis; run them by `python -m tests.services -- pytest`.", returncode=2)
    if config.getoption("dist", "no") != "no":
        pytest.exit("Workers flush each other's Redis; CONTRIBUTING.md gives each worker its own.", returncode=2)


def pytest_report_header() -> list[str]:
    ways = " and ".join(missing())
    left_out = {"tests/faults, tests/processes/shared and what else asks for a Redis": ways}
    if library() is None:
        left_out["tests/processes/shared/test_clocks.py"] = "apt-get install faketime"
    if not can_mount():
        left_out["tests/faults/test_disk_full_*.py"] = "run as root, where a tmpfs can be mounted"
    return [f"left out: {what}; to get them: {way}" for what, way in left_out.items() if way]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """If Redis is missing, deselects the tests that need it. The header of the run says how to get it."""
    if not has("redis-server"):
        without = [item for item in items if _asks_for_redis(item)]
        config.hook.pytest_deselected(items=without)
        items[:] = [item for item in items if item not in without]


def _asks_for_redis(item: pytest.Item) -> bool:
    params = getattr(getattr(item, "callspec", None), "params", {})
    by_name = "with_redis" in getattr(item, "fixturenames", ())
    return by_name or params.get("redis") is True or params.get("backend") == "redis"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Every run, and every worker of a run, has its own SQLite file."""
    database = connections["default"].settings_dict
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(autouse=True, scope="session")
def no_secret_in_any_log() -> Iterator[None]:
    """Applies to this process and all programs that the tests start."""
    used_secrets.record_this_process()
    yield
    assert used_secrets.suite.leaks() == []


@pytest.fixture(autouse=True, scope="session")
def contention_is_measured() -> None:
    uncontended.start()


@pytest.fixture(autouse=True)
def clean_caches() -> Iterator[None]:
    """Clears limits, summaries and sessions of other tests."""
    _forget_everything()
    yield
    _forget_everything()


@pytest.fixture(autouse=True)
def no_rates(settings: Settings) -> None:
    """Disables rate limits, except in tests that enable them."""
    settings.RATES = Rates(**dict.fromkeys(Rates.__dataclass_fields__))


@pytest.fixture(autouse=True)
def no_flood(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps sign-ins from being refused on a slow machine."""
    monkeypatch.setattr(queue, "WAIT_SECONDS", 1000)


@pytest.fixture(autouse=True)
def nothing_in_the_background(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs delayed work only in tests that request it."""
    monkeypatch.setattr(background, "put", lambda work, seconds=0: None)


@pytest.fixture
def rates(settings: Settings, no_rates: None) -> Callable[..., None]:
    """`rates(play="10/min")` sets limits from now on."""

    def limit(**scopes: str) -> None:
        settings.RATES = replace(settings.RATES, **{scope: Rate.parse(text) for scope, text in scopes.items()})

    return limit


@pytest.fixture
def player(db: Any) -> Player:
    """A player who has just registered."""
    return registered()


@pytest.fixture(scope="session")
def spare_redis() -> Iterator[RedisServer]:
    with RedisServer() as server:
        yield server


@pytest.fixture(scope="session")
def whole_redis_cluster() -> Iterator[RedisCluster]:
    with RedisCluster() as started:
        yield started


@pytest.fixture
def redis_cluster(whole_redis_cluster: RedisCluster) -> Iterator[RedisCluster]:
    """All nodes are running. Those that a test stops are restarted afterwards."""
    before = whole_redis_cluster.interruptions
    yield whole_redis_cluster
    if whole_redis_cluster.interruptions != before:
        whole_redis_cluster.restore()


@pytest.fixture
def with_redis(request: pytest.FixtureRequest, settings: Settings) -> None:
    """Configures Redis: the suite's server, or one that is started for the tests that need it."""
    if settings.REDIS_URL is None:
        env = Env.parse({"REDIS_URL": request.getfixturevalue("spare_redis").url})
        settings.REDIS_URL = env.redis
        settings.CACHES = services.caches(env)
        settings.CHANNEL_LAYERS = services.channel_layers(env)
        get_redis_connection("default").flushdb()


@pytest.fixture
async def sockets(transactional_db: Any) -> AsyncIterator[Sockets]:
    """Opens sockets on the real ASGI application, and closes those that a test leaves open."""
    opened = Sockets()
    yield opened
    await opened.close_all()


@pytest.fixture
async def streams(transactional_db: Any) -> AsyncIterator[Streams]:
    """Opens event streams on the real ASGI application, and closes those that a test leaves open."""
    opened = Streams()
    yield opened
    await opened.close_all()


@pytest.fixture(autouse=True, scope="session")
def ended_threads_close_their_connections() -> Iterator[None]:
    """Otherwise, Python 3.13 warns about each SQLite connection that it frees."""
    run = threading.Thread.run

    def run_and_close(thread: threading.Thread) -> None:
        try:
            run(thread)
        finally:
            connections.close_all()

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(threading.Thread, "run", run_and_close)
        yield


@pytest.fixture(autouse=True, scope="session")
def threads_let_go_of_the_database() -> Iterator[None]:
    yield
    threads.database.close_connections()
    threads.downloads.close_connections()


def _forget_everything() -> None:
    sliding_log.local.clear()
    summary_cache.local.clear()
    summary_cache._bypassed.clear()
    revocation.local.clear()
    tokens._verified.cache_clear()
    breaker.reset()
    write_health.forget()
    for check in health.CHECKS:
        check.forget()
    if django_settings.REDIS_URL is not None:
        breaker.run(lambda connection: connection.execute(("FLUSHDB",)))
