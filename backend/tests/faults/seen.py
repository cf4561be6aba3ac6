"""What players noticed during a fault, compared with what the contract allows."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx

from tests import uncontended
from tests.processes.players import SECONDS


@dataclass
class Seen:
    """Times are `time.monotonic()`; `delays` and `ages` are seconds.

    A delay is the time from a play's acknowledgement to its frame on a socket. An age is how outdated a read was: the
    time from the acknowledgement of the first play missing in it to the request.
    """

    errors: list[str] = field(default_factory=list)
    slowest: dict[str, float] = field(default_factory=dict)
    calls: dict[str, int] = field(default_factory=dict)
    delays: list[float] = field(default_factory=list)
    ages: list[float] = field(default_factory=list)

    def timed(self, kind: str, call: Callable[[], httpx.Response]) -> httpx.Response | None:
        began = time.monotonic()
        try:
            answer = call()
        except httpx.HTTPError as error:
            self.errors.append(f"{kind}: {error!r}")
            return None
        self.note(kind, uncontended.since(began))
        if answer.status_code == 200:
            return answer
        self.errors.append(f"{kind}: {answer.status_code} {answer.text}")
        return None

    def note(self, kind: str, seconds: float) -> None:
        self.calls[kind] = self.calls.get(kind, 0) + 1
        self.slowest[kind] = max(self.slowest.get(kind, 0.0), seconds)

    def __str__(self) -> str:
        lines = [f"{kind:12} {self.calls[kind]:5} calls, slowest {self.slowest[kind]:.2f} s" for kind in self.calls]
        frames = f"{'frames':12} {len(self.delays):5}, latest after {max(self.delays, default=0):.2f} s"
        reads = f"{'reads':12} {len(self.ages):5}, oldest {max(self.ages, default=0):.2f} s"
        return "\n".join([*lines, frames, reads, f"errors       {len(self.errors):5} {self.errors[:3]}"])


def assert_unharmed(seen: Seen) -> None:
    """Checks that there were no errors, and that no frame was later and no read older than the contract allows."""
    assert seen.errors == []
    assert set(seen.calls) == {"play", "history", "statistics", "socket play", "sign-in"}
    assert max(seen.delays) < SECONDS
    assert max(seen.ages) < SECONDS
