"""The notation of rates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rate_limits.rate import Rate


@pytest.mark.parametrize(
    ("text", "limit", "seconds"),
    [
        ("1/sec", 1, 1),
        ("120/min", 120, 60),
        ("20/hour", 20, 3600),
        ("7/day", 7, 86_400),
        ("5/5min", 5, 300),
        ("999999/9999day", 999_999, 9999 * 86_400),
    ],
)
def test_a_rate_is_a_number_in_a_time(text: str, limit: int, seconds: int) -> None:
    assert Rate.parse(text) == Rate(limit=limit, seconds=seconds)


def test_off_is_no_limit() -> None:
    assert Rate.parse("off") is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0/min",
        "-1/min",
        "1.5/min",
        "10",
        "10/",
        "/min",
        "10/minute",
        "10 / min",
        "10/0min",
        "1e3/min",
        "٣/min",
        "1000000/min",
        "OFF",
        "10/min\n",
    ],
)
def test_anything_else_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(ValueError, match="is not N/sec"):
        Rate.parse(text)


@given(st.text() | st.from_regex(r"[0-9]{0,8}/[0-9]{0,5}(sec|min|hour|day|week)?"))
def test_any_text_is_a_rate_or_a_value_error(text: str) -> None:
    try:
        rate = Rate.parse(text)
    except ValueError:
        return
    assert text == "off" or (rate is not None and rate.limit > 0 and rate.seconds > 0)
