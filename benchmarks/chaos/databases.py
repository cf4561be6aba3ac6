"""One MariaDB, or a cluster of three with a writer on each node."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.services import MariaDBServer
from tests.services.server import Server

CLUSTERS = ("", "galera")


@dataclass
class Databases:
    """`urls` are the nodes', in the order of `servers`."""

    servers: dict[str, Server]
    urls: list[str]


@contextmanager
def started_databases(cluster: str) -> Iterator[Databases]:
    """Every commit is synced to the disk, as in production: what was acknowledged survives a kill."""
    if cluster == "galera":
        with _galera() as databases:
            yield databases
    else:
        with MariaDBServer() as server:
            yield Databases({"database-1": server}, [server.url])


@contextmanager
def _galera() -> Iterator[Databases]:
    from tests.services.galera import GaleraCluster

    with GaleraCluster() as cluster:
        nodes = cluster.nodes
        servers: dict[str, Server] = {f"database-{number}": node for number, node in enumerate(nodes, 1)}
        yield Databases(servers, [node.url for node in nodes])
