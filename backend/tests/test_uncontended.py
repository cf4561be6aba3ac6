"""Durations exclude only the time that other programs took from the test run."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.processor_time import Sample, of_this_test_run
from tests.uncontended import Meter

CASES = {
    # busy seconds of all programs, then what each thread of the test run executed and waited for; in one second
    "nothing runs": (0.0, [], [], 0.0),
    "others run while the test run is idle": (2.0, [0.0], [0.0], 0.0),
    "it waits for half of the time while others run": (2.0, [0.5], [0.5], 0.5),
    "it waits briefly while others run": (2.0, [0.1], [0.1], 0.1),
    "its own threads wait for each other": (2.0, [1.0, 1.0], [0.5, 0.5], 0.0),
    "four threads want two CPUs, one of which others use": (2.0, [0.25] * 4, [0.75] * 4, 0.5),
    "it runs on without waiting": (2.0, [1.0], [0.0], 0.0),
}


@pytest.mark.parametrize(("busy", "ran", "waited", "lost"), CASES.values(), ids=CASES)
def test_time_is_lost_if(busy: float, ran: list[float], waited: list[float], lost: float) -> None:
    def figures(seconds: list[float]) -> dict[str, float]:
        return {str(thread): 10.0 + spent for thread, spent in enumerate(seconds)}

    before = Sample(100.0, 10.0, figures([0.0] * len(ran)), figures([0.0] * len(ran)))
    samples = iter([before, Sample(101.0, 10.0 + busy, figures(ran), figures(waited))])
    meter = Meter(lambda: next(samples))
    meter.measure()
    assert meter.lost_until(101.0) == pytest.approx(lost)
    assert meter.lost_until(100.5) == pytest.approx(lost / 2)
    assert meter.lost_until(99.0) == 0.0


def test_a_sample_covers_this_process_and_those_that_it_started() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        sample = of_this_test_run()
        child.communicate(b"\n")
    assert {str(os.getpid()), str(child.pid)} <= sample.ran.keys() == sample.waited.keys()
    assert sample.ran[str(os.getpid())] > 0
    assert sample.busy > sample.ran[str(os.getpid())]
