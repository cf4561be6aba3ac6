"""What the client did: the requests that the server received, and the events that the client reported."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Entry:
    """Times are in accelerated seconds (see `Scene`). `ended_at` is when the response or close was sent."""

    began_at: float
    details: dict[str, Any]
    ended_at: float | None = None


@dataclass
class Log:
    requests: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    frames: list[dict[str, Any]] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)

    def key_name(self, key: str | None) -> str | None:
        """Idempotency keys are named `key-1`, `key-2` and so on, in the order of their first use."""
        return None if key is None else self.keys.setdefault(key, f"key-{len(self.keys) + 1}")

    def reported(self, name: str) -> list[Any]:
        return [event[name] for event in self.events if name in event]
