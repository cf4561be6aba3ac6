"""The rules of the game: which numbers are valid, which of them win, and how much.

Deliberately plain Python: `game.services` stores plays, and `game.events` publishes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeGuard

VERSION = 1
LOWEST = 1
HIGHEST = 9999

WIN = "win"
LOSE = "lose"


@dataclass(frozen=True)
class Band:
    """Winning numbers greater than `above` that aren't in a higher band pay `percent` of themselves."""

    above: int
    percent: int


BANDS = (
    Band(above=900, percent=70),
    Band(above=600, percent=50),
    Band(above=300, percent=30),
    Band(above=0, percent=10),
)


@dataclass(frozen=True)
class Outcome:
    """`prize` is exact, and None for a lost play."""

    number: int
    result: str
    prize: Decimal | None

    @property
    def won(self) -> bool:
        return self.prize is not None


def is_valid(number: object) -> TypeGuard[int]:
    """Returns whether the value is an integer from 1 to 9999. True and 842.0 aren't valid."""
    return type(number) is int and LOWEST <= number <= HIGHEST


def percent_of(number: int) -> int:
    """Returns the percentage of itself that a valid number pays; 0 if it loses."""
    if number % 2:
        return 0
    return next(band.percent for band in BANDS if number > band.above)


def judge(number: int) -> Outcome:
    """An even number wins a share of itself; an odd number loses. The number must be valid."""
    percent = percent_of(number)
    if not percent:
        return Outcome(number=number, result=LOSE, prize=None)
    return Outcome(number=number, result=WIN, prize=Decimal(number * percent) / 100)
