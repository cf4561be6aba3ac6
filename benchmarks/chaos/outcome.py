"""The outcome of a run."""

from __future__ import annotations

from dataclasses import dataclass, field

from benchmarks.chaos import nemesis
from benchmarks.chaos.checker import Difference
from benchmarks.chaos.history import History
from benchmarks.chaos.options import Goal, Plan
from benchmarks.chaos.soak import Watch
from benchmarks.chaos.stack import System

RESPONSES, COMMITS, MESSAGES = "responses to plays", "answers to COMMIT", "messages"


@dataclass
class Outcome:
    """`losses` counts what the proxies dropped. `rows` are all plays in the database."""

    plan: Plan
    seed: int
    history: History = field(default_factory=History)
    differences: list[Difference] = field(default_factory=list)
    losses: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    rows: int = 0
    watch: Watch | None = None

    @property
    def kills(self) -> int:
        return sum(window.fault.startswith(nemesis.KILL) for window in self.history.windows)

    @property
    def plays(self) -> int:
        """The number of acknowledged plays, without repeats of a key."""
        calls = self.history.calls
        return len({(call.player, call.result["seq"]) for call in calls if call.result is not None})

    def count(self, system: System) -> None:
        self.losses = {
            RESPONSES: system.responses.lost,
            COMMITS: sum(proxy.lost for proxy in system.commits),
            MESSAGES: sum(proxy.lost for proxy in system.messages),
        }

    def reaches(self, goal: Goal, seconds: float) -> bool:
        return seconds >= goal.longest or (
            seconds >= goal.seconds
            and self.kills >= goal.kills
            and self.losses[COMMITS] >= goal.commits
            and self.losses[RESPONSES] >= goal.responses
            and (not goal.acknowledged or self.plays >= goal.acknowledged)
        )
