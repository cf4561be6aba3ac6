from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

import pytest
import structlog
from django.conf import settings
from django_redis import get_redis_connection
from pytest_django import Settings

from config.logging import JSON, formatter
from tests.core.clock import Clock, moved_by_hand
from tests.services.binaries import has

collect_ignore = [] if has("redis-server") and has("redis-cli") else ["test_redis_cluster.py", "test_redis_sentinel.py"]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return moved_by_hand(monkeypatch)


@pytest.fixture
def log_lines() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """The lines that production would have logged since the start of the test."""
    written = io.StringIO()

    def keep(_logger: Any, _method: str, line: str) -> NoReturn:
        written.write(f"{line}\n")
        raise structlog.DropEvent

    handler = logging.StreamHandler(written)
    handler.setFormatter(formatter(json=True))
    logging.getLogger().addHandler(handler)
    processors = structlog.get_config()["processors"]
    ours = processors.pop()
    processors += [JSON, keep]
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    processors[-2:] = [ours]
    logging.getLogger().removeHandler(handler)


STORES = ["local"] if settings.REDIS_URL is None else ["local", "redis"]


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, settings: Settings) -> str:
    """Stores limits and summaries in this process, and also in Redis if it is available."""
    if request.param == "local":
        settings.REDIS_URL = None
    return str(request.param)


@pytest.fixture
def pass_time(store: str, clock: Clock) -> Callable[[float], None]:
    """Redis has its own clock, so its entries are backdated instead of moving the clock."""

    def pass_seconds(seconds: float) -> None:
        clock.move(seconds)
        if store == "redis":
            redis = get_redis_connection("default")
            for key in redis.scan_iter("np:rate:*"):
                moments = [int(moment) - int(seconds * 1_000_000) for moment in redis.lrange(key, 0, -1)]
                redis.delete(key)
                redis.rpush(key, *moments)

    return pass_seconds
