"""The slots of the nodes of a Redis Cluster, as discovered by redis-py, and the nodes that don't respond."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from typing import Any

import redis
from redis.backoff import NoBackoff
from redis.cluster import ClusterNode, RedisCluster
from redis.crc import key_slot
from redis.exceptions import ConnectionError as Lost
from redis.exceptions import MovedError, RedisClusterException
from redis.retry import Retry

from core.metrics.definitions import REDIS_FAULTS
from core.redis.connection import Command

BREAK_SECONDS = 1.0
NEVER, ONCE = Retry(NoBackoff(), 0), Retry(NoBackoff(), 1)
KEYLESS = ("PING", "FLUSHDB", "CLUSTER")  # run on every primary


class NodeUnavailable(Exception):
    """A node that the commands need doesn't respond. Commands for other nodes were executed."""


def slot_of(command: Command) -> int | None:
    """Returns the slot of the command's keys, which must all be in one slot; None for a command without keys."""
    if command[0] in KEYLESS:
        return None
    key = command[3 if command[0] == "EVAL" else 1]
    return int(key_slot(key if isinstance(key, bytes) else str(key).encode()))


def node_at(host: str, port: int) -> ClusterNode:
    return ClusterNode(host, port)  # type: ignore[no-untyped-call]


class Topology:
    """The nodes of a cluster and their slots, shared by all threads of a process.

    Opens no connections until it is used. `version` changes with the slots.
    """

    def __init__(self, hosts: Sequence[tuple[str, int]], options: dict[str, Any]) -> None:
        self.version = 0
        self._hosts, self._options = hosts, options
        self._lock = threading.Lock()
        self._cluster: RedisCluster | None = None
        self._skipped_until: dict[str, float] = {}
        self._refreshed_at = 0.0

    def connect(self, node: ClusterNode) -> redis.Connection:
        """Returns a connection that isn't open yet."""
        options = {name: value for name, value in self._options.items() if name != "ssl"}
        kind = redis.SSLConnection if self._options.get("ssl") else redis.Connection
        return kind(host=node.host, port=node.port, retry=NEVER, **options)

    def nodes_for(self, slot: int | None) -> list[ClusterNode]:
        """Returns the slot's node or, without a slot, all primaries. Raises NodeUnavailable if one has just failed.

        After a pause, one thread per second looks up the node that has the slot now, and tries it.
        """
        nodes = self._nodes(slot)
        due = [node for node in nodes if self._is_due(node)]
        if due:
            self.refresh(failed=due[0])
            nodes = self._nodes(slot)
        return nodes

    def node_of(self, slot: int) -> ClusterNode:
        return self._known().nodes_manager.get_node_from_slot(slot)

    def failed(self, node: ClusterNode) -> None:
        REDIS_FAULTS.inc()
        self._skipped_until[node.name] = time.monotonic() + BREAK_SECONDS

    def responded(self, node: ClusterNode) -> None:
        if node.name in self._skipped_until:
            self._skipped_until.pop(node.name, None)

    def moved(self, error: MovedError) -> None:
        """Handles a moved slot, or many after a failover."""
        if not self.refresh():
            self._known().nodes_manager.move_slot(error)
            self.version += 1

    def refresh(self, failed: ClusterNode | None = None) -> bool:
        """Reads the slots again, unless another thread is doing that or has done it within a second. Blocking."""
        nodes = self._known().nodes_manager
        if time.monotonic() < self._refreshed_at + BREAK_SECONDS or not self._lock.acquire(blocking=False):
            return False
        try:
            self._refreshed_at = time.monotonic()
            nodes.initialize(last_failed_node_name=failed.name if failed else None)
            self.version += 1
        finally:
            self._lock.release()
        return True

    def _nodes(self, slot: int | None) -> list[ClusterNode]:
        known = self._known()
        return known.get_primaries() if slot is None else [self.node_of(slot)]  # type: ignore[no-untyped-call]

    def _is_due(self, node: ClusterNode) -> bool:
        until = self._skipped_until.get(node.name)
        if until is None:
            return False
        if time.monotonic() < until:
            raise NodeUnavailable(node.name)
        self._skipped_until[node.name] = time.monotonic() + BREAK_SECONDS
        return True

    def _known(self) -> RedisCluster:
        if self._cluster is None:
            with self._lock:
                return self._known_locked()
        return self._cluster

    def _known_locked(self) -> RedisCluster:
        """Threads that waited for a refresh in vain don't try again themselves."""
        if self._cluster is None:
            if time.monotonic() < self._refreshed_at + BREAK_SECONDS:
                raise Lost("no node responds")
            startup = [node_at(host, port) for host, port in self._hosts]
            try:
                self._cluster = RedisCluster(
                    startup_nodes=startup, require_full_coverage=False, retry=ONCE, **self._options
                )
            except RedisClusterException as error:
                raise Lost(str(error)) from error
            finally:
                self._refreshed_at = time.monotonic()
        return self._cluster
