"""What a client may make a socket do."""

from __future__ import annotations

import pytest

from core.credit import CAPACITY, REFILL_PER_SECOND, Credit


class Hand:
    """A clock that stands where it is put."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def hand() -> Hand:
    return Hand()


def spent(credit: Credit, times: int) -> int:
    return sum(credit.spend() for _ in range(times))


def test_at_once_240_frames_and_no_more(hand: Hand) -> None:
    assert (CAPACITY, REFILL_PER_SECOND) == (240, 20)
    assert spent(Credit(hand), 500) == 240


def test_twenty_a_second_come_back(hand: Hand) -> None:
    credit = Credit(hand)
    spent(credit, 500)
    for _ in range(5):
        hand.at += 1
        assert spent(credit, 100) == 20
    hand.at += 0.049
    assert spent(credit, 1) == 0
    hand.at += 0.002
    assert spent(credit, 2) == 1


def test_who_waits_long_saves_no_more_than_the_capacity(hand: Hand) -> None:
    credit = Credit(hand)
    hand.at += 86_400
    assert spent(credit, 500) == 240


def test_what_is_given_back_can_be_spent_again_up_to_the_capacity(hand: Hand) -> None:
    credit = Credit(hand)
    for _ in range(10):
        credit.give_back()
    assert spent(credit, 500) == 240
    for _ in range(7):
        credit.give_back()
    assert spent(credit, 500) == 7


def test_a_frame_whose_place_is_given_back_costs_nothing(hand: Hand) -> None:
    credit = Credit(hand)
    for _ in range(1000):
        assert credit.spend()
        credit.give_back()
