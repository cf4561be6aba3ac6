"""What a socket knows of who opened it. Implemented by whoever signs people in."""

from __future__ import annotations

from typing import Protocol

from core.rate_limits.sliding_log import Admission


class SessionEnded(Exception):
    """The session that the token belongs to is over."""


class TokenRefused(Exception):
    """The token is not valid, or not this person's."""


class Signed(Protocol):
    """`expires_at` in seconds since the epoch."""

    @property
    def owner(self) -> str: ...

    @property
    def session_id(self) -> str: ...

    @property
    def expires_at(self) -> float: ...

    @property
    def expires_at_text(self) -> str: ...

    def admit(self, scope: str) -> Admission:
        """Counts one use against the owner's rate of the scope. Blocking. Raises SessionEnded."""

    def renew(self, token: str) -> Signed:
        """Blocking. Raises TokenRefused or SessionEnded."""
