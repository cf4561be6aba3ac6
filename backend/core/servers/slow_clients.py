"""How long a client may keep a response waiting."""

from __future__ import annotations

GRACE_SECONDS = 20.0
LEAST_BYTES_PER_SECOND = 16 * 1024


class SendTimeout:
    """`seconds` are what a response may still spend waiting for its client.

    They never exceed `GRACE_SECONDS`; a client that reads slower than `LEAST_BYTES_PER_SECOND` uses them up.
    """

    def __init__(self) -> None:
        self.seconds = GRACE_SECONDS

    def sent(self, size: int, waited: float) -> None:
        self.seconds = min(GRACE_SECONDS, self.seconds - waited + size / LEAST_BYTES_PER_SECOND)
