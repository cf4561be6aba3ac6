"""The errors that requests to the server can raise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class NumberPlayError(Exception):
    """The base class of all errors of this package."""


@dataclass(frozen=True)
class ErrorItem:
    """`code` is stable, `detail` is for people, and `attr` names the invalid member."""

    code: str
    detail: str
    attr: str | None = None


class ApiError(NumberPlayError):
    """The server responded with an error. `retry_after` is in seconds."""

    def __init__(self, status: int, items: Sequence[ErrorItem] = (), retry_after: float | None = None) -> None:
        super().__init__(items[0].detail if items else f"The server responded with {status}.")
        self.status = status
        self.items = tuple(items)
        self.retry_after = retry_after

    @property
    def code(self) -> str | None:
        return self.items[0].code if self.items else None


class ConnectionLostError(NumberPlayError):
    """There was no response. The request may or may not have been processed."""


class SignedOutError(NumberPlayError):
    """There is no session, or it has ended. Sign in again."""
