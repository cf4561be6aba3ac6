from __future__ import annotations

import random
from itertools import islice

import pytest

from benchmarks.chaos import nemesis

TARGETS = {role: [f"{role}-1", f"{role}-2"] for role in ("web", "socket", "worker", "edge", "database", "redis")}


def plan(seed: int, count: int) -> list[nemesis.Injection]:
    return list(islice(nemesis.plan(random.Random(seed), nemesis.ALL, TARGETS), count))


def test_the_same_seed_is_the_same_plan() -> None:
    assert plan(5, 40) == plan(5, 40)
    assert plan(5, 40) != plan(6, 40)


def test_every_fault_comes_once_in_a_round() -> None:
    count = len(nemesis.ALL)
    planned = [injection.fault for injection in plan(5, 2 * count)]
    assert sorted(planned[:count], key=nemesis.ALL.index) == list(nemesis.ALL)
    assert sorted(planned[count:], key=nemesis.ALL.index) == list(nemesis.ALL)


def test_a_fault_is_chosen_by_its_name_or_kind() -> None:
    assert nemesis.chosen(["kill"]) == nemesis.KILLS
    assert [fault.name for fault in nemesis.chosen(["freeze web", "commits"])] == ["freeze web", "commits"]
    assert nemesis.chosen(["none"]) == ()
    with pytest.raises(ValueError, match="no such fault: freeze worker"):
        nemesis.chosen(["freeze worker"])
