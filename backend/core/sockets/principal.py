"""The interface of the authenticated identity of a socket, which the authentication app implements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from core.rate_limits.sliding_log import Admission


class SessionEnded(Exception):
    """The session of the token has ended."""


class TokenRefused(Exception):
    """The token is invalid, or belongs to another owner."""


class SessionOfTokenEnded(TokenRefused):
    """The session of a token has ended, although the token itself is valid."""


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
        """Counts one use for each against its owner's rate for the scope, in order. Blocking.

        In place of an admission, returns SessionEnded or the error that prevented the check.
        """

    def renew(self, token: str) -> Principal:
        """Replaces the token. Blocking. Raises TokenRefused or SessionEnded."""
