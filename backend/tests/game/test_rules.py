"""The rules, number by number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game import rules

numbers = st.integers(rules.LOWEST, rules.HIGHEST)
winning = numbers.filter(lambda number: number % 2 == 0)


@pytest.mark.parametrize(
    ("number", "prize"),
    [
        (2, "0.2"),
        (298, "29.8"),
        (300, "30"),
        (302, "90.6"),
        (598, "179.4"),
        (600, "180"),
        (602, "301"),
        (842, "421"),
        (898, "449"),
        (900, "450"),
        (902, "631.4"),
        (1000, "700"),
        (9998, "6998.6"),
    ],
)
def test_an_even_number_wins_its_share(number: int, prize: str) -> None:
    assert rules.judge(number) == rules.Outcome(number=number, result="win", prize=Decimal(prize))
    assert rules.judge(number).won


@pytest.mark.parametrize("number", [1, 299, 301, 599, 601, 841, 899, 901, 9999])
def test_an_odd_number_loses_and_has_no_prize(number: int) -> None:
    assert rules.judge(number) == rules.Outcome(number=number, result="lose", prize=None)
    assert not rules.judge(number).won


@given(numbers)
def test_parity_alone_decides_who_wins(number: int) -> None:
    assert rules.judge(number).won == (number % 2 == 0)


@given(numbers)
def test_the_prize_is_exact_to_the_cent_and_below_the_number(number: int) -> None:
    prize = rules.judge(number).prize
    if prize is not None:
        assert 0 < prize < number
        assert prize == prize.quantize(Decimal("0.01"))


@given(winning, winning)
def test_a_larger_number_never_pays_a_smaller_share(one: int, other: int) -> None:
    smaller, larger = sorted((one, other))
    assert rules.percent_of(smaller) <= rules.percent_of(larger)


def test_the_bands_cover_every_number_highest_first() -> None:
    assert [(band.above, band.percent) for band in rules.BANDS] == [(900, 70), (600, 50), (300, 30), (0, 10)]


@pytest.mark.parametrize("number", [1, 2, 842, 9998, 9999])
def test_a_whole_number_in_the_range_is_valid(number: int) -> None:
    assert rules.is_valid(number)


@pytest.mark.parametrize(
    "value",
    [
        *(0, -1, -2, 10_000, 2**31, 2**63, 10**4000),
        *(842.0, 1e2, float("nan"), Decimal(842), True, False, None),
        *("842", "٨٤٢", "8_42", b"842", [842], {"number": 842}),
    ],
)
def test_anything_else_is_not_valid(value: object) -> None:
    assert not rules.is_valid(value)
