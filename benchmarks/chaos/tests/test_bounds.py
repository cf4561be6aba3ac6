from __future__ import annotations

import dataclasses

from benchmarks.chaos.checker import bounds
from benchmarks.chaos.history import Probe
from benchmarks.chaos.tests.histories import acknowledged, window
from benchmarks.chaos.tests.test_plays import kinds

FROZEN = window("freeze database", 10.0, 25.0)


def test_a_request_beyond_the_bound_is_slow_whatever_the_database_does() -> None:
    assert kinds(bounds.slow([acknowledged(1, "a", 10.0, 16.0)], [FROZEN])) == []
    assert kinds(bounds.slow([acknowledged(1, "a", 10.0, 18.0)], [FROZEN])) == ["slow"]


def test_a_frozen_process_cannot_answer() -> None:
    assert kinds(bounds.slow([acknowledged(1, "a", 10.0, 18.0)], [window("freeze web", 11.0, 15.0)])) == []


def test_a_heartbeat_is_fresh_unless_the_process_is_stopped() -> None:
    late = Probe("web-1", bounds.LIVE, 10.0, 20.0, answered=True)
    away = Probe("web-1", bounds.LIVE, 10.0, 10.1, answered=False)
    assert kinds(bounds.silent([late, away], [FROZEN])) == ["silent", "silent"]
    assert kinds(bounds.silent([late, away], [window("freeze web", 9.0, 21.0, "web-1")])) == []
    assert kinds(bounds.silent([late, away], [window("freeze web", 9.0, 21.0, "web-2")])) == ["silent", "silent"]


def test_health_has_more_time_than_liveness() -> None:
    health = Probe("web-1", bounds.HEALTH, 10.0, 13.5, answered=True)
    assert kinds(bounds.silent([health], [])) == []
    assert kinds(bounds.silent([dataclasses.replace(health, path=bounds.LIVE)], [])) == ["silent"]


def test_the_first_success_after_a_fault_has_its_time() -> None:
    assert kinds(bounds.unrecovered([acknowledged(1, "a", 24.0, 30.0)], [FROZEN])) == []
    assert kinds(bounds.unrecovered([acknowledged(1, "a", 24.0, 32.0)], [FROZEN])) == ["unrecovered"]
    assert bounds.recoveries([acknowledged(1, "a", 24.0, 30.0)], [FROZEN]) == {"freeze database": 5.0}
