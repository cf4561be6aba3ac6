"""Starts each cluster once. Tests whose programs aren't installed are deselected; the header of the run says how to get
them.

`CLUSTER_PLAYS` and `CLUSTER_SECONDS` make the tests longer: `make clusters`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from tests.clusters import writers
from tests.processes.stage import database_url, missing
from tests.services.binaries import has
from tests.services.galera import PROVIDER, GaleraCluster
from tests.services.group_replication import GroupReplication
from tests.services.mysql import find_mysqld

__all__ = ["database_url"]

PLAYERS = 12

collect_ignore_glob: list[str] = []
if not (find_spec("MySQLdb") and has("mariadbd") and has("haproxy") and has("rsync") and PROVIDER.exists()):
    collect_ignore_glob.append("test_galera*.py")
if not (find_spec("MySQLdb") and find_mysqld()):
    collect_ignore_glob.append("test_group*.py")
if missing() or not has("redis-cli"):
    collect_ignore_glob.append("test_redis*.py")


@pytest.fixture(scope="session")
def galera() -> Iterator[GaleraCluster]:
    with GaleraCluster() as cluster:
        yield cluster


@pytest.fixture(scope="session")
def galera_players(galera: GaleraCluster) -> Iterator[int]:
    """Players without plays, in a migrated database. `next` returns one."""
    return iter(writers.prepared(galera.nodes[0].url, players=PLAYERS))


@pytest.fixture(scope="session")
def group() -> Iterator[GroupReplication]:
    with GroupReplication() as started:
        yield started


@pytest.fixture(scope="session")
def group_players(group: GroupReplication) -> Iterator[int]:
    return iter(writers.prepared(group.nodes[0].url, players=PLAYERS))


@pytest.fixture(scope="session")
def plays() -> int:
    """The number of plays in a test with several writers."""
    return int(os.environ.get("CLUSTER_PLAYS", "600"))


@pytest.fixture(scope="session")
def tolerated(plays: int) -> float:
    """The share of plays for which the client may need a second request. It varies among a few hundred plays."""
    return 0.01 if plays >= 20_000 else 0.05


@pytest.fixture(scope="session")
def seconds() -> int:
    """The duration of the load in a failover test."""
    return int(os.environ.get("CLUSTER_SECONDS", "15"))
