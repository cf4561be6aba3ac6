"""Token buckets: how much may be used at once, and how fast that comes back."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

KEPT_UNCHECKED = 64  # buckets that are kept before full ones are looked for


@dataclass(frozen=True)
class Allowance:
    """At most `capacity` tokens, of which `per_second` come back."""

    capacity: float
    per_second: float


class TokenBucket:
    """Not thread-safe."""

    __slots__ = ("_allowance", "_at", "_clock", "_tokens")

    def __init__(self, allowance: Allowance, clock: Callable[[], float] = time.monotonic) -> None:
        self._allowance = allowance
        self._clock = clock
        self._tokens = allowance.capacity
        self._at = clock()

    def consume(self, tokens: float = 1) -> bool:
        """All of them or none. False if there are not as many."""
        if self._refilled() < tokens:
            return False
        self._tokens -= tokens
        return True

    def refund(self, tokens: float = 1) -> None:
        self._tokens = min(self._allowance.capacity, self._tokens + tokens)

    def seconds_until(self, tokens: float = 1) -> float:
        """How long it takes until so many, at most the capacity, can be consumed."""
        missing = tokens - self._refilled()
        return max(0.0, missing / self._allowance.per_second)

    @property
    def is_full(self) -> bool:
        return self._refilled() >= self._allowance.capacity

    def _refilled(self) -> float:
        now = self._clock()
        self.refund((now - self._at) * self._allowance.per_second)
        self._at = now
        return self._tokens


class OwnerBuckets:
    """One bucket for each owner, however many connections share it. A full one is forgotten, as a new one is equal."""

    def __init__(self, allowance: Allowance, clock: Callable[[], float] = time.monotonic) -> None:
        self._allowance = allowance
        self._clock = clock
        self._buckets: dict[str, TokenBucket] = {}
        self._checked_at = KEPT_UNCHECKED

    def consume(self, owner: str, tokens: float = 1) -> bool:
        return self._of(owner).consume(tokens)

    def refund(self, owner: str, tokens: float = 1) -> None:
        self._of(owner).refund(tokens)

    def seconds_until(self, owner: str, tokens: float = 1) -> float:
        return self._of(owner).seconds_until(tokens)

    def __len__(self) -> int:
        return len(self._buckets)

    def _of(self, owner: str) -> TokenBucket:
        bucket = self._buckets.get(owner)
        if bucket is None:
            if len(self._buckets) >= self._checked_at:
                self._forget_full()
            bucket = self._buckets[owner] = TokenBucket(self._allowance, self._clock)
        return bucket

    def _forget_full(self) -> None:
        self._buckets = {owner: bucket for owner, bucket in self._buckets.items() if not bucket.is_full}
        self._checked_at = max(KEPT_UNCHECKED, 2 * len(self._buckets))
