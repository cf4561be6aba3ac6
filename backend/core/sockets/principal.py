"""The interface of the authenticated identity behind a socket, which the app for authentication implements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from core.rate_limits.sliding_log import Admission


class SessionEnded(Exception):
    """The session of the token has ended."""


class TokenRefused(Exception):
    """The token is invalid, or belongs to another owner."""


class SessionOfTokenEnded(TokenRefused):
    """The token itself is valid."""


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

    @staticmethod
    def admit_all(principals: Sequence[Any], scope: str) -> list[Admission | Exception]:
        """Counts one use of each against its owner's rate for the scope, in order. Blocking.

        Returns SessionEnded, or the error that kept a session from being checked, in its place.
        """

    def renew(self, token: str) -> Principal:
        """Blocking. Raises TokenRefused or SessionEnded."""
