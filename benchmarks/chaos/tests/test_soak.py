from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.chaos.processes import variables
from benchmarks.chaos.soak import ERROR, MEBIBYTE, Sample, grown, slope
from benchmarks.chaos.tests.test_plays import kinds


def samples(first: float, later: float, connections: int = 8) -> list[Sample]:
    """Ninety samples in fifteen minutes, with this growth in MiB per minute in the first third and after it."""
    memory = [40.0]
    for number in range(1, 90):
        memory.append(memory[-1] + (first if number < 30 else later) / 6)
    return [Sample(10.0 * at, int(value * MEBIBYTE), connections) for at, value in enumerate(memory)]


def test_processes_have_as_many_heaps_as_in_the_image() -> None:
    heaps = variables("redis://", "smtp://")["MALLOC_ARENA_MAX"]
    dockerfile = Path(__file__).resolve().parents[3] / "backend" / "Dockerfile"
    assert f" MALLOC_ARENA_MAX={heaps} " in dockerfile.read_text()


def test_the_slope_is_that_after_the_first_third() -> None:
    assert slope(samples(5.0, 0.0)) == pytest.approx(0.0, abs=0.01)
    assert slope(samples(0.0, 0.2)) == pytest.approx(2.0, abs=0.01)


def test_growth_is_found_in_memory_and_connections() -> None:
    assert kinds(grown({"web-1": samples(5.0, 0.05)})) == []
    assert kinds(grown({"web-1": samples(0.0, 0.2)})) == ["memory"]
    assert kinds(grown({"web-1": samples(0.0, 0.0)[:60] + samples(0.0, 0.0, 20)[60:]})) == ["connections"]


@pytest.mark.parametrize(
    "line", ['{"level": "error"}', "04:00 [error    ] it broke", "Traceback (most recent call last):"]
)
def test_an_error_is_a_line_of_that_level(line: str) -> None:
    assert ERROR.findall(f"04:00 [info     ] fine\n{line}\n") == [line]
