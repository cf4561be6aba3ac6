"""The difference between a process's clock and the database's is a metric, and an error from ten seconds on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from core import clock as clocks
from tests.accounts.test_metrics import figure
from tests.api import Player
from tests.core.clock import Clock

Lines = Callable[[], list[dict[str, Any]]]
OFFSET = "numberplay_clock_offset_seconds"


@pytest.fixture
def differences(log_lines: Lines, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[dict[str, Any]]]:
    """The lines about differing clocks since the beginning of the test."""
    monkeypatch.setattr(clocks, "_warned_at", -clocks.LOG_INTERVAL_SECONDS)
    return lambda: [line for line in log_lines() if line["event"] == "clock.differs"]


@pytest.mark.parametrize("direction", [-1, 1])
def test_the_difference_is_measured_at_each_sign_in(player: Player, clock: Clock, direction: int) -> None:
    player.sign_in_again()
    assert figure(OFFSET) == pytest.approx(0, abs=0.1)
    clock.move(direction * 8)
    player.sign_in_again()
    assert figure(OFFSET) == pytest.approx(direction * 8, abs=2)


@pytest.mark.parametrize("direction", [-1, 1])
def test_beyond_ten_seconds_it_is_an_error_in_the_log(
    player: Player, clock: Clock, differences: Lines, direction: int
) -> None:
    clock.move(direction * 8)
    player.sign_in_again()
    assert differences() == []
    clock.move(direction * 5)
    player.sign_in_again()
    [line] = differences()
    assert (line["level"], line["allowed"]) == ("error", 10)
    assert line["seconds"] == pytest.approx(direction * 13, abs=2)


def test_it_is_logged_once_a_minute(player: Player, clock: Clock, differences: Lines) -> None:
    counts = []
    for seconds in (20, 5, 60, 30, 31):
        clock.move(seconds)
        player.sign_in_again()
        counts.append(len(differences()))
    assert counts == [1, 1, 2, 2, 3]
