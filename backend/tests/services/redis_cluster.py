"""Redis Cluster for the tests: three primaries and three replicas.

with RedisCluster() as cluster:
    cluster.url                 names three of the nodes
    cluster.primary_of("key")   the node that has the key's slot; kill(), pause(), resume(), start() as any server
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, Self

import redis
from redis.crc import key_slot

from tests.services.binaries import find
from tests.services.ports import HOST, free_port
from tests.services.redis import RedisServer

PRIMARIES, SLOTS = 3, 16384
NODE_TIMEOUT_MILLISECONDS = 1000
SETTLED_SECONDS = 60

Row = tuple[int, int, int, int]  # first and last slot, port of their primary, number of its replicas


class ClusterNode(RedisServer):
    """Keeps its identity when it is restarted, and then replicates the node that replaced it."""

    def __init__(self) -> None:
        super().__init__()
        self._bus_port = free_port()

    def _command(self) -> list[str]:
        options = {
            "cluster-enabled": "yes",
            "cluster-port": str(self._bus_port),
            "cluster-node-timeout": str(NODE_TIMEOUT_MILLISECONDS),
            "cluster-require-full-coverage": "no",
            "cluster-replica-validity-factor": "0",
            "cluster-config-file": str(Path(self.directory) / "nodes.conf"),
            "repl-diskless-sync-delay": "0",
            "repl-ping-replica-period": "1",
        }
        return [*super()._command(), *(word for name, value in options.items() for word in (f"--{name}", value))]

    def ask(self, *command: str | int | bytes) -> Any:
        with redis.Redis(port=self.port, socket_timeout=1, socket_connect_timeout=1) as client:
            return client.execute_command(*command)


class RedisCluster:
    """A context manager."""

    def __init__(self) -> None:
        self._cli = find("redis-cli", package="redis-tools")
        self._stack = ExitStack()
        self.nodes = [ClusterNode() for _ in range(2 * PRIMARIES)]

    @property
    def url(self) -> str:
        return f"redis+cluster://{','.join(f'{HOST}:{node.port}' for node in self.nodes[:PRIMARIES])}/0"

    @property
    def interruptions(self) -> int:
        return sum(node.interruptions for node in self.nodes)

    def primary_of(self, key: str) -> ClusterNode:
        """The primary of the key's slot, according to a node that responds."""
        slot = key_slot(key.encode())
        [port] = [port for first, last, port, _ in self._slots() if first <= slot <= last]
        return next(node for node in self.nodes if node.port == port)

    def primaries(self) -> list[ClusterNode]:
        ports = {port for _, _, port, _ in self._slots()}
        return [node for node in self.nodes if node.port in ports]

    def ask(self, key: str, *command: str | int | bytes) -> Any:
        return self.primary_of(key).ask(*command)

    def key_names(self) -> list[str]:
        return sorted(name.decode() for node in self.primaries() for name in node.ask("KEYS", "*"))

    @contextmanager
    def moving(self, key: str, old: ClusterNode, new: ClusterNode) -> Iterator[None]:
        """Moves the slot, which contains only this key. Inside, the key has moved, but the slot hasn't."""
        slot = key_slot(key.encode())
        ids = {node: node.ask("CLUSTER", "MYID").decode() for node in (old, new)}
        new.ask("CLUSTER", "SETSLOT", slot, "IMPORTING", ids[old])
        old.ask("CLUSTER", "SETSLOT", slot, "MIGRATING", ids[new])
        old.ask("MIGRATE", HOST, new.port, key, 0, 5000)
        yield
        for node in (new, old):
            node.ask("CLUSTER", "SETSLOT", slot, "NODE", ids[new])
        self.await_that(lambda: all(_slots_of(node) == _slots_of(new) for node in self.nodes))

    def await_replaced(self, node: ClusterNode) -> float:
        """Returns the seconds until all slots had another primary, according to all other nodes."""
        began, others = time.monotonic(), [other for other in self.nodes if other is not node]
        self.await_that(lambda: all(_is_covered_without(node, _slots_of(other)) for other in others))
        return time.monotonic() - began

    def restore(self) -> None:
        for node in self.nodes:
            with suppress(RuntimeError):  # it is running
                node.start()
            node.resume()
        self.await_settled()

    def await_settled(self) -> None:
        """Waits until every primary has a replica that is in sync, according to all."""
        self.await_that(lambda: all(self._is_settled(node) for node in self.nodes))

    def _is_settled(self, node: ClusterNode) -> bool:
        role, *rest = node.ask("ROLE")
        is_in_sync = len(rest[1]) == 1 if role == b"master" else rest[2] == b"connected"
        is_healthy = b"fail" not in node.ask("CLUSTER", "NODES") and b"state:ok" in node.ask("CLUSTER", "INFO")
        rows = _slots_of(node)
        has_replicas = [count for *_, count in rows] == [1] * PRIMARIES
        return is_in_sync and is_healthy and has_replicas and rows == _slots_of(self.nodes[0])

    def _slots(self) -> list[Row]:
        """According to the first node that responds."""
        for node in self.nodes:
            with suppress(redis.RedisError, OSError):
                return _slots_of(node)
        raise LookupError("no node responds")

    def await_that(self, condition: Any) -> None:
        deadline = time.monotonic() + SETTLED_SECONDS
        while not _holds(condition):
            if time.monotonic() > deadline:
                raise TimeoutError("\n".join(str(_answer(node)) for node in self.nodes))
            time.sleep(0.05)

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            for node in self.nodes:
                stack.enter_context(node)
            addresses = [f"{HOST}:{node.port}" for node in self.nodes]
            command = [self._cli, "--cluster", "create", *addresses, "--cluster-replicas", "1", "--cluster-yes"]
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SETTLED_SECONDS)
            if done.returncode != 0:
                raise RuntimeError(f"{done.stdout}{done.stderr}")
            self.await_settled()
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *fault: Any) -> None:
        self._stack.__exit__(*fault)


def _slots_of(node: ClusterNode) -> list[Row]:
    rows = node.ask("CLUSTER", "SLOTS")
    return sorted((first, last, primary[1], len(replicas)) for first, last, primary, *replicas in rows)


def _is_covered_without(node: ClusterNode, rows: list[Row]) -> bool:
    return sum(last - first + 1 for first, last, port, _ in rows if port != node.port) == SLOTS


def _answer(node: ClusterNode) -> Any:
    try:
        return node.ask("CLUSTER", "INFO")
    except (redis.RedisError, OSError) as error:
        return error


def _holds(condition: Any) -> bool:
    try:
        return bool(condition())
    except (redis.RedisError, OSError, LookupError):
        return False
