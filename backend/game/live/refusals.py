"""Refusals shared by several commands."""

from __future__ import annotations

import math

from game.live import protocol

KEY_REUSED = protocol.Refusal("idempotency_key_reused", "This idempotency key was used with a different number.", "key")
SERVICE_UNAVAILABLE = protocol.Refusal("service_unavailable", "A required service is unavailable. Try again shortly.")


class Throttled(Exception):
    def __init__(self, what: str, seconds: float, attr: str | None = None) -> None:
        super().__init__(what, seconds)
        self.seconds = math.ceil(seconds * 1000) / 1000
        self.refusal = protocol.Refusal("throttled", f"Too many {what}. Try again in {self.seconds} seconds.", attr)
