"""The server's actions at the first, second, third … connection or request of a kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any


def each(scripts: Sequence[Any] | None, default: Any) -> Iterator[Any]:
    """The last script is repeated."""
    last = default
    for last in scripts or [default]:
        yield last
    while True:
        yield last
