from __future__ import annotations

from collections.abc import Iterable

from benchmarks.chaos.history import Window


def overlapping(windows: Iterable[Window], began: float, ended: float, *, after: float = 0.0) -> bool:
    """Whether the span overlaps one of the windows, each extended by `seconds`."""
    return any(window.began <= ended and began <= window.ended + after for window in windows)
