"""Limits how long a client may stall a response."""

from __future__ import annotations

GRACE_SECONDS = 20.0
LEAST_BYTES_PER_SECOND = 16 * 1024


class SendTimeout:
    """`seconds` is the remaining time that a response may wait for its client.

    It never exceeds `GRACE_SECONDS`, and decreases while the client reads less than `LEAST_BYTES_PER_SECOND`.
    """

    def __init__(self) -> None:
        self.seconds = GRACE_SECONDS

    def sent(self, size: int, waited: float) -> None:
        self.seconds = min(GRACE_SECONDS, self.seconds - waited + size / LEAST_BYTES_PER_SECOND)
