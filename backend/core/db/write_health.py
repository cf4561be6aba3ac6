"""Whether the database accepts writes, as shown by the latest writes of this process."""

from __future__ import annotations

import time

SUCCESS_COUNTS_SECONDS = 2.0
REFUSAL_COUNTS_SECONDS = 5.0

_succeeded_at = _refused_at = -REFUSAL_COUNTS_SECONDS  # monotonic


def succeeded() -> None:
    global _succeeded_at
    _succeeded_at = time.monotonic()


def refused() -> None:
    """Call it for errors that any write would cause, not for errors of a single row."""
    global _refused_at
    _refused_at = time.monotonic()


def are_accepted() -> bool | None:
    """Returns None if there were no recent writes, in which case a probe is needed."""
    now = time.monotonic()
    if _refused_at > _succeeded_at and now - _refused_at < REFUSAL_COUNTS_SECONDS:
        return False
    return True if now - _succeeded_at < SUCCESS_COUNTS_SECONDS else None


def forget() -> None:
    global _succeeded_at, _refused_at
    _succeeded_at = _refused_at = -REFUSAL_COUNTS_SECONDS
