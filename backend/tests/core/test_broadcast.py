"""A lost hint affects nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import Settings

from core.metrics.definitions import HINT_FAULTS
from core.redis import summary_cache
from core.redis.summary_cache import Append
from core.sockets import publish


def test_any_failure_to_publish_is_counted_and_raises_nothing(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    def broken(*_: Any) -> Any:
        raise RuntimeError

    settings.REDIS_URL = None
    monkeypatch.setattr(summary_cache.local, "append", broken)
    before = HINT_FAULTS._value.get()

    publish.to_owner("1", {"type": "play.recorded"}, summary=Append("a", 1, b"head", b"line", 3, None))

    assert HINT_FAULTS._value.get() == before + 1
    assert summary_cache._is_bypassed("a")
