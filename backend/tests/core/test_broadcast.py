"""A hint may be lost, and never takes anything else with it."""

from __future__ import annotations

from typing import Any

import pytest

from core import broadcast, feeds, metrics
from core.feeds import Append
from core.redis import breaker

pytestmark = pytest.mark.usefixtures("store")

APPEND = Append("a", 1, b"head", b"line", 3)


def broken(*_: Any, **__: Any) -> Any:
    raise RuntimeError


def test_whatever_goes_wrong_in_telling_is_counted_and_raises_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = metrics.HINT_FAULTS._value.get()
    monkeypatch.setattr(feeds.local, "append", broken)
    monkeypatch.setattr(breaker, "run", broken)

    broadcast.publish("1", {"type": "play.recorded"})
    broadcast.publish("1", {"type": "play.recorded"}, feed=APPEND)

    assert metrics.HINT_FAULTS._value.get() >= before + 1
