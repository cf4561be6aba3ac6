"""The owner that a thread is working for, for the slots per owner in `core.db.slots`."""

from __future__ import annotations

import threading
from collections.abc import Hashable


class _Current(threading.local):
    owner: Hashable = None


_current = _Current()


def current_owner() -> Hashable:
    return _current.owner


class owned_by:  # noqa: N801  a context manager
    """Attributes the calling thread's work within the block to the owner."""

    __slots__ = ("_owner",)

    def __init__(self, owner: Hashable) -> None:
        self._owner = owner

    def __enter__(self) -> None:
        _current.owner = self._owner

    def __exit__(self, *_: object) -> None:
        _current.owner = None
