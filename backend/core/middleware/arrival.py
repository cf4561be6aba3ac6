"""What the server already knows about the current request when a thread takes it."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from typing import Any

from core.rate_limits.sliding_log import Admission


class _Current(threading.local):
    """`at` is when it arrived (monotonic), if the server queued it. `admission` is set if the server has already asked
    for it, and `outcome` if the server has already executed the request: the result, or the exception that was raised.
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
    """None if the request has yet to be executed. Raises the exception that its execution has raised."""
    if isinstance(current.outcome, Exception):
        raise current.outcome
    return current.outcome
