"""Adds up a player's plays one by one, both for a new play and for a recount."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Tally:
    """`seq` is the number of plays. A streak is a number of consecutive wins; a loss ends the current streak."""

    seq: int = 0
    wins: int = 0
    total_prize: Decimal = Decimal(0)
    best_prize: Decimal = Decimal(0)
    current_streak: int = 0
    best_streak: int = 0
    last_played: datetime | None = None

    def add(self, prize: Decimal | None, played_at: datetime) -> Tally:
        """Returns the tally after one more play, which was lost if `prize` is None."""
        if prize is None:
            return replace(self, seq=self.seq + 1, current_streak=0, last_played=played_at)
        streak = self.current_streak + 1
        return Tally(
            seq=self.seq + 1,
            wins=self.wins + 1,
            total_prize=self.total_prize + prize,
            best_prize=max(self.best_prize, prize),
            current_streak=streak,
            best_streak=max(self.best_streak, streak),
            last_played=played_at,
        )
