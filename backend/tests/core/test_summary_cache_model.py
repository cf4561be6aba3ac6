"""Searches randomly for a read that breaks the cache's guarantee, on the local summaries with a simulated clock.

Plays and readers may take any time between the cache and the database. If one of the rules is left out, the search has
to find a violation; otherwise it would prove nothing.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from core.redis import local_summaries
from core.redis.local_summaries import TTL_MS, Append, LocalSummaries, Summary

RUNS = 300
STEPS = 400
LAGS = [0, 1, 5, 100, 1000, 4000, 4900, 7000, 12000]


class Clock:
    """In milliseconds. Replaces the module's `time`."""

    def __init__(self) -> None:
        self.now = 1_000_000

    def monotonic(self) -> float:
        return self.now / 1000


class WithoutExpiryFromTheWrite(LocalSummaries):
    """Keeps a version only while its content is fresh."""

    def _keep(self, name: str, version: int, summary: Summary | None, fresh_until: int) -> None:
        super()._keep(name, version, summary, fresh_until)
        if summary:
            self._entries[name] = self._entries[name]._replace(expires=fresh_until)


class FreshFromTheWrite(LocalSummaries):
    def fill(self, name: str, summary: Summary, asked: int) -> None:
        super().fill(name, summary, local_summaries.now_ms())

    def append(self, new: Append) -> None:
        super().append(new._replace(asked=new.asked and local_summaries.now_ms()))


class WithoutVersions(LocalSummaries):
    def fill(self, name: str, summary: Summary, asked: int) -> None:
        self._keep(name, summary.version, summary, asked + TTL_MS)


class Search:
    """One player. With `forgets`, the cache sometimes loses all its data, like a flushed Redis."""

    def __init__(self, seed: int, clock: Clock, cache: LocalSummaries, *, forgets: bool) -> None:
        self.random, self.clock, self.cache, self.forgets = random.Random(seed), clock, cache, forgets
        self.stored = 0
        self.acknowledged: list[tuple[int, int, bool]] = []  # version, time, whether the cache was written first
        self.pending: list[tuple[int, Callable[[], None]]] = []
        self.faults: list[str] = []

    def run(self) -> list[str]:
        for _ in range(STEPS):
            self.clock.now += self.random.choice([1, 1, 5, 50, 300, 1500])
            self._do_what_is_due()
            if self.forgets and self.random.random() < 0.01:
                self.cache.clear()
            if self.random.random() < 0.4:
                self._play()
            else:
                self._read()
        return self.faults

    def _do_what_is_due(self) -> None:
        due = [action for at, action in self.pending if at <= self.clock.now]
        self.pending = [(at, action) for at, action in self.pending if at > self.clock.now]
        self.random.shuffle(due)
        for action in due:
            action()

    def _later(self, action: Callable[[], None]) -> None:
        self.pending.append((self.clock.now + self.random.choice(LAGS), action))

    def _play(self) -> None:
        asked = self.clock.now if self.random.random() < 0.9 else None
        self._later(lambda: self._commit(asked, announced=self.random.random() < 0.7))

    def _commit(self, asked: int | None, *, announced: bool) -> None:
        self.stored += 1
        version = self.stored
        if announced:
            self._later(lambda: self._announce(version, asked))
        else:
            self.acknowledged.append((version, self.clock.now, False))

    def _announce(self, version: int, asked: int | None) -> None:
        self.cache.append(Append("a", version, b"h", b"l", 3, asked))
        self.acknowledged.append((version, self.clock.now, True))

    def _read(self) -> None:
        summary, asked = self.cache.get("a")
        if summary:
            self._judge(summary.version)
            return
        found = Summary(self.stored, b"h", ())
        self._judge(found.version)
        self._later(lambda: self.cache.fill("a", found, asked))

    def _judge(self, version: int) -> None:
        now = self.clock.now
        announced = max((v for v, at, announced in self.acknowledged if announced and at < now), default=0)
        if version < announced and not self.forgets:
            self.faults.append(f"{version} was read at {now}, after {announced} had been announced")
        old = max((v for v, at, _ in self.acknowledged if at < now - TTL_MS), default=0)
        if version < old:
            self.faults.append(f"{version} was read at {now}, five seconds after {old}")


def found(monkeypatch: pytest.MonkeyPatch, kind: type[LocalSummaries], *, forgets: bool) -> list[str]:
    clock = Clock()
    monkeypatch.setattr(local_summaries, "time", clock)
    return [fault for seed in range(RUNS) for fault in Search(seed, clock, kind(), forgets=forgets).run()]


@pytest.mark.parametrize("forgets", [False, True])
def test_no_read_breaks_the_guarantee(monkeypatch: pytest.MonkeyPatch, forgets: bool) -> None:
    assert found(monkeypatch, LocalSummaries, forgets=forgets) == []


@pytest.mark.parametrize("kind", [WithoutExpiryFromTheWrite, FreshFromTheWrite, WithoutVersions])
def test_without_any_one_of_its_rules_a_read_breaks_it(
    monkeypatch: pytest.MonkeyPatch, kind: type[LocalSummaries]
) -> None:
    assert found(monkeypatch, kind, forgets=False) != []
