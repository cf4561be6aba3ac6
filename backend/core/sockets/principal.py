"""The interface of the authenticated identity behind a socket, which the app for authentication implements."""

from __future__ import annotations

from typing import Protocol

from core.rate_limits.sliding_log import Admission


class SessionEnded(Exception):
    """The session of the token has ended."""


class TokenRefused(Exception):
    """The token is invalid, or belongs to another owner."""


class Principal(Protocol):
    """`expires_at` is in seconds since the epoch."""

    @property
    def owner(self) -> str: ...

    @property
    def session_id(self) -> str: ...

    @property
    def expires_at(self) -> float: ...

    @property
    def expires_at_text(self) -> str: ...

    def admit(self, scope: str) -> Admission:
        """Counts one use against the owner's rate for the scope. Blocking. Raises SessionEnded."""

    def renew(self, token: str) -> Principal:
        """Blocking. Raises TokenRefused or SessionEnded."""
