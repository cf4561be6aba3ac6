"""Group Replication with three writers loses no acknowledged play, whichever node accepted it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from tests.clusters import ledger, writers
from tests.services.group_replication import GroupReplication


def test_three_writers_lose_and_double_nothing(
    group: GroupReplication, group_players: Iterator[int], plays: int, tolerated: float
) -> None:
    players = list(islice(group_players, 6))

    acknowledged = writers.play([node.url for node in group.nodes], players, plays=plays)

    verdict = ledger.compare(acknowledged, group.nodes)
    print(verdict)
    assert verdict.faults == (0, 0, 0, 0)
    assert verdict.acknowledged >= plays
    assert verdict.refused < verdict.acknowledged * tolerated
