"""Adding up plays one by one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from game.tally import Tally

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)

prizes = st.lists(st.none() | st.decimals("0.2", "6998.6", places=2), max_size=60)


def added(plays: list[Decimal | None]) -> Tally:
    tally = Tally()
    for number, prize in enumerate(plays):
        tally = tally.add(prize, NOON + timedelta(seconds=number))
    return tally


def test_no_play_adds_up_to_nothing() -> None:
    assert Tally() == Tally(
        seq=0,
        wins=0,
        total_prize=Decimal(0),
        best_prize=Decimal(0),
        current_streak=0,
        best_streak=0,
        last_played=None,
    )


def test_a_loss_ends_the_streak_and_keeps_the_best_one() -> None:
    assert added([Decimal("421"), Decimal("0.2"), None, Decimal("30")]) == Tally(
        seq=4,
        wins=3,
        total_prize=Decimal("451.2"),
        best_prize=Decimal("421"),
        current_streak=1,
        best_streak=2,
        last_played=NOON + timedelta(seconds=3),
    )


def test_adding_changes_a_copy() -> None:
    before = Tally()
    before.add(Decimal(1), NOON)
    assert before == Tally()


@given(prizes)
def test_the_tally_is_the_sum_of_the_plays(plays: list[Decimal | None]) -> None:
    tally = added(plays)
    won = [prize for prize in plays if prize is not None]
    runs = [(is_win, len(list(run))) for is_win, run in groupby(plays, key=lambda prize: prize is not None)]
    assert tally.seq == len(plays)
    assert tally.wins == len(won)
    assert tally.total_prize == sum(won, Decimal(0))
    assert tally.best_prize == max(won, default=Decimal(0))
    assert tally.best_streak == max((length for is_win, length in runs if is_win), default=0)
    assert tally.current_streak == (runs[-1][1] if runs and runs[-1][0] else 0)
    assert tally.last_played == (NOON + timedelta(seconds=len(plays) - 1) if plays else None)
