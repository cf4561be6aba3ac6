from __future__ import annotations

from collections.abc import Iterable

from benchmarks.chaos.history import Window


def overlapping(windows: Iterable[Window], began: float, ended: float, *, after: float = 0.0) -> bool:
    """Whether one of the windows, or the seconds after it, shares a moment with the span."""
    return any(window.began <= ended and began <= window.ended + after for window in windows)
