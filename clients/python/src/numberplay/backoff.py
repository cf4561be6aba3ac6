"""How long to wait before the next attempt. Half of it is random, to spread the clients after a restart."""

from __future__ import annotations

import random

FIRST_SECONDS = 0.5
LONGEST_SECONDS = 30.0


def backoff(failures: int) -> float:
    """In seconds, after that many consecutive failures. 0 if there were none."""
    if failures == 0:
        return 0
    ceiling = min(LONGEST_SECONDS, FIRST_SECONDS * 2.0 ** min(failures - 1, 10))
    return ceiling * random.uniform(0.5, 1)
