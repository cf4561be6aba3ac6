"""Galera's nodes apply a play shortly after it is acknowledged, unless a read waits for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.clusters import reads
from tests.services.galera import GaleraCluster


@pytest.fixture
def sync_wait(galera: GaleraCluster) -> Iterator[None]:
    for node in galera.nodes:
        node.query("SET GLOBAL wsrep_sync_wait = 1")
    yield
    for node in galera.nodes:
        node.query("SET GLOBAL wsrep_sync_wait = 0")


def test_a_read_on_another_node_is_older_if_it_does_not_wait(
    galera: GaleraCluster, galera_players: Iterator[int]
) -> None:
    with reads.applying_held(galera.nodes[1]):
        assert reads.after_plays(next(galera_players), galera.nodes[0], galera.nodes[1], plays=1).older == 1


@pytest.mark.usefixtures("sync_wait")
def test_a_read_on_another_node_that_waits_is_never_older(galera: GaleraCluster, galera_players: Iterator[int]) -> None:
    assert reads.after_plays(next(galera_players), galera.nodes[0], galera.nodes[1]).older == 0
