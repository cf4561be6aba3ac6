"""Prints the current step to standard error, because a run takes minutes."""

from __future__ import annotations

import sys
import time

_began = time.monotonic()


def say(text: str) -> None:
    print(f"{time.monotonic() - _began:6.0f} s  {text}", file=sys.stderr, flush=True)
