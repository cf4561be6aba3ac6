"""Galera with three writers loses no acknowledged play, whichever node accepted it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from tests.clusters import ledger, writers
from tests.services.galera import GaleraCluster


def test_three_writers_lose_and_double_nothing(
    galera: GaleraCluster, galera_players: Iterator[int], plays: int, tolerated: float
) -> None:
    players = list(islice(galera_players, 6))

    acknowledged = writers.play([node.url for node in galera.nodes], players, plays=plays)

    verdict = ledger.compare(acknowledged, galera.nodes)
    print(verdict)
    assert verdict.faults == (0, 0, 0, 0)
    assert verdict.acknowledged >= plays
    assert verdict.refused < verdict.acknowledged * tolerated
