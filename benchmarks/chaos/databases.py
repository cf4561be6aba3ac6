"""A single MariaDB server, or a three-node cluster that accepts writes on each node."""

from __future__ import annotations

from collections.abc import Callable

from tests.services import MariaDBServer
from tests.services.server import Server


def _single() -> dict[str, Server]:
    """Syncs every commit to disk, as in production, so that acknowledged plays survive a kill."""
    return {"database-1": MariaDBServer()}


def _galera() -> dict[str, Server]:
    """Start the nodes in this order. Reads wait for commits from the other nodes."""
    from tests.services.galera import GaleraCluster

    cluster = GaleraCluster(durable=True, options=["--wsrep-sync-wait=1"])
    cluster.proxy.close()  # here, every process has its own node
    return {f"database-{number}": node for number, node in enumerate(cluster.nodes, 1)}


CLUSTERS: dict[str, Callable[[], dict[str, Server]]] = {"": _single, "galera": _galera}
