"""A temporary loss of the majority: two of three nodes are frozen, as in a network partition."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from tests import uncontended
from tests.clusters.http_load import Load
from tests.processes.players import Edge, wait_until

BEFORE_SECONDS = 2
RETURN_SECONDS = 25


class Node(Protocol):
    def freeze(self) -> None: ...

    def resume(self) -> None: ...


@dataclass
class Outage:
    """`health` is the last `/health/` response. `recovery` is in seconds, from the majority's return to a success."""

    load: Load
    nodes: Sequence[Node]
    has_majority: Callable[[], bool]
    health: dict[str, Any] = field(default_factory=dict)
    recovery: float = 0.0

    def run(self, seconds: float) -> None:
        """Ends two seconds after the first success."""
        self.load.run(
            (BEFORE_SECONDS, self._freeze),
            (seconds, self._ask_health),
            (0, self._return),
            (2, lambda: None),
        )

    def _freeze(self) -> None:
        for node in self.nodes[1:]:
            node.freeze()

    def _ask_health(self) -> None:
        edge = Edge(self.load.program)
        self.health = edge.call("GET", "/health/").json()
        edge.close()

    def _return(self) -> None:
        before = len(self.load.acknowledged)
        for node in self.nodes[1:]:
            node.resume()
        wait_until(self.has_majority, RETURN_SECONDS)
        back = time.monotonic()
        wait_until(lambda: len(self.load.acknowledged) > before, RETURN_SECONDS)
        self.recovery = uncontended.since(back)
