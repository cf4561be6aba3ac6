"""How many tokens can be used at once, and how fast they are refilled."""

from __future__ import annotations

import pytest

from core.rate_limits import token_bucket
from core.rate_limits.token_bucket import Allowance, OwnerBuckets, TokenBucket

ALLOWANCE = Allowance(capacity=240, per_second=20)


class Hand:
    """A clock that tests set."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def bucket(hand: Hand) -> TokenBucket:
    return TokenBucket(ALLOWANCE, hand)


@pytest.fixture
def owners(hand: Hand) -> OwnerBuckets:
    return OwnerBuckets(ALLOWANCE, hand)


def consumed(bucket: TokenBucket, times: int) -> int:
    return sum(bucket.consume() for _ in range(times))


def test_a_burst_is_limited_to_the_capacity(bucket: TokenBucket) -> None:
    assert consumed(bucket, 500) == 240


def test_tokens_come_back_with_time(bucket: TokenBucket, hand: Hand) -> None:
    consumed(bucket, 500)
    for _ in range(5):
        hand.at += 1
        assert consumed(bucket, 100) == 20
    hand.at += 0.049
    assert consumed(bucket, 1) == 0
    hand.at += 0.002
    assert consumed(bucket, 2) == 1


def test_a_long_wait_saves_no_more_than_the_capacity(bucket: TokenBucket, hand: Hand) -> None:
    hand.at += 86_400
    assert consumed(bucket, 500) == 240


def test_refunded_tokens_can_be_consumed_up_to_the_capacity(bucket: TokenBucket) -> None:
    bucket.refund(10)
    assert consumed(bucket, 500) == 240
    bucket.refund(7)
    assert consumed(bucket, 500) == 7


def test_a_refused_resume_consumes_no_tokens(bucket: TokenBucket) -> None:
    assert bucket.consume(230)
    assert not bucket.consume(11)
    assert bucket.consume(10)
    assert not bucket.consume()


def test_the_wait_is_exact(bucket: TokenBucket, hand: Hand) -> None:
    assert bucket.seconds_until(240) == 0
    bucket.consume(240)
    assert bucket.seconds_until() == pytest.approx(0.05)
    assert bucket.seconds_until(30) == pytest.approx(1.5)
    hand.at += bucket.seconds_until(30)
    assert bucket.consume(30)
    assert not bucket.consume()


def test_an_owner_has_one_bucket_of_its_own(owners: OwnerBuckets) -> None:
    assert owners.consume("ada", 200)
    assert not owners.consume("ada", 41)
    assert owners.consume("bob", 240)
    owners.refund("ada", 1)
    assert owners.consume("ada", 41)
    assert owners.seconds_until("ada") == pytest.approx(0.05)
    assert owners.seconds_until("eve") == 0


def test_full_buckets_are_forgotten_and_used_ones_are_not(owners: OwnerBuckets, hand: Hand) -> None:
    owners.consume("ada", 240)
    for turn in range(100):
        hand.at += 0.1  # Ada's refill takes twelve seconds, the others' a fraction of a second
        for number in range(10):
            owners.consume(f"{turn}-{number}")
    assert len(owners) <= 2 * token_bucket.KEPT_UNCHECKED
    assert not owners.consume("ada", 240)
    assert owners.consume("ada", 190)


def test_ten_thousand_owners_who_use_much_are_all_kept_and_then_forgotten(owners: OwnerBuckets, hand: Hand) -> None:
    for number in range(10_000):
        owners.consume(str(number), 240)
    assert not any(owners.consume(str(number)) for number in range(10_000))
    hand.at += 13
    for number in range(20_000, 32_000):
        owners.consume(str(number))
    assert len(owners) <= 12_000 + token_bucket.KEPT_UNCHECKED
