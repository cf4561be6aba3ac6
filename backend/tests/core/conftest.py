from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import structlog
from django.conf import settings
from pytest_django import Settings

from config.logging import logging_settings
from core.redis import client
from tests.core.clock import Clock, moved_by_hand


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return moved_by_hand(monkeypatch)


@pytest.fixture
def log_lines() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """The lines that production would have written since."""
    formatter = dict(logging_settings(json=True, level="INFO")["formatters"]["structured"])
    formatter.pop("()")
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(**formatter))
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)


STORES = ["local"] if settings.REDIS_URL is None else ["local", "redis"]


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, settings: Settings) -> str:
    """Where limits and feeds are kept: in this process, and where the tests have one, in Redis."""
    if request.param == "local":
        settings.REDIS_URL = None
    return str(request.param)


@pytest.fixture
def pass_time(store: str, clock: Clock) -> Callable[[float], None]:
    """Redis has its own clock: what it has logged is made older."""

    def pass_seconds(seconds: float) -> None:
        clock.move(seconds)
        if store == "redis":
            for key in client().scan_iter("np:rate:*"):
                moments = [int(moment) - int(seconds * 1_000_000) for moment in client().lrange(key, 0, -1)]
                client().delete(key)
                client().rpush(key, *moments)

    return pass_seconds
