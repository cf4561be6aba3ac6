"""Facts about the current request that the server knows before a thread handles it."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from typing import Any

from core.rate_limits.sliding_log import Admission


class _Current(threading.local):
    """`at` is the arrival time (monotonic), if the server queued the request. `admission` is set if the server has
    already obtained it. If the server has already executed the request, `outcome` is its result or exception.
    """

    at: float | None = None
    admission: Admission | None = None
    outcome: Any = None


current = _Current()


def seconds_waited() -> float:
    return 0.0 if current.at is None else time.monotonic() - current.at


@contextlib.contextmanager
def executed(admission: Admission | None, outcome: Any) -> Iterator[None]:
    current.admission, current.outcome = admission, outcome
    try:
        yield
    finally:
        current.admission = current.outcome = None


def outcome() -> Any:
    """Returns None if the request has yet to be executed. If its execution has raised an exception, raises that."""
    if isinstance(current.outcome, Exception):
        raise current.outcome
    return current.outcome
