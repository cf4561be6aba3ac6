"""What a player's plays add up to, play by play: the same arithmetic for a new play and for a recount."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Tally:
    """`seq` is the number of plays; streaks count wins in a row, the current one ends with a loss."""

    seq: int = 0
    wins: int = 0
    total_prize: Decimal = Decimal(0)
    best_prize: Decimal = Decimal(0)
    current_streak: int = 0
    best_streak: int = 0
    last_played: datetime | None = None

    def add(self, prize: Decimal | None, played_at: datetime) -> Tally:
        """The next play; None is a loss."""
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
