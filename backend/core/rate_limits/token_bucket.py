"""Token buckets, which limit bursts and sustained rates."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

KEPT_UNCHECKED = 64  # full buckets are removed only if there are more buckets than this


@dataclass(frozen=True)
class Allowance:
    """Allows bursts of `capacity` tokens, which are refilled at `per_second`."""

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
        """Consumes all of the tokens, or returns False if there aren't enough."""
        if self._refilled() < tokens:
            return False
        self._tokens -= tokens
        return True

    def refund(self, tokens: float = 1) -> None:
        self._tokens = min(self._allowance.capacity, self._tokens + tokens)

    def seconds_until(self, tokens: float = 1) -> float:
        """Returns the seconds until that many tokens (at most the capacity) are available."""
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
    """One bucket per owner, shared by the owner's connections. Full buckets are dropped, because they are equivalent to
    new ones.
    """

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
