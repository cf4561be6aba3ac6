"""Galera's nodes apply a play shortly after it is acknowledged, unless a read waits for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.clusters import reads
from tests.services.galera import GaleraCluster


@pytest.fixture
def sync_wait(galera: GaleraCluster, request: pytest.FixtureRequest) -> Iterator[int]:
    for node in galera.nodes:
        node.query(f"SET GLOBAL wsrep_sync_wait = {request.param}")
    yield request.param
    for node in galera.nodes:
        node.query("SET GLOBAL wsrep_sync_wait = 0")


@pytest.mark.parametrize("sync_wait", [0, 1], indirect=True)
def test_a_read_on_another_node_is_never_older_only_where_it_waits(
    galera: GaleraCluster, galera_players: Iterator[int], sync_wait: int
) -> None:
    found = reads.after_plays(next(galera_players), galera.nodes[0], galera.nodes[1])
    print(f"wsrep_sync_wait={sync_wait}: {found}")
    assert (found.older == 0) == (sync_wait == 1)
