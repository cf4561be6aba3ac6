"""Actions that are repeated during a drill."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress


@contextmanager
def repeated(step: Callable[[], object], *until: type[Exception]) -> Iterator[None]:
    """Repeats the step in a thread until the context is left, or until it raises one of `until`."""
    ended = threading.Event()

    def run() -> None:
        with suppress(*until):
            while not ended.is_set():
                step()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
