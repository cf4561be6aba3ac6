"""A hint may be lost, and never takes anything else with it."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import Settings

from core.metrics import definitions as metrics
from core.redis import summary_cache
from core.redis.summary_cache import Append
from core.sockets import publish as broadcast


def test_whatever_goes_wrong_in_telling_is_counted_and_raises_nothing(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    def broken(*_: Any) -> Any:
        raise RuntimeError

    settings.REDIS_URL = None
    monkeypatch.setattr(summary_cache.local, "append", broken)
    before = metrics.HINT_FAULTS._value.get()

    broadcast.publish("1", {"type": "play.recorded"}, summary=Append("a", 1, b"head", b"line", 3, None))

    assert metrics.HINT_FAULTS._value.get() == before + 1
    assert summary_cache._is_bypassed("a")
