"""Redis Cluster. Sends each node its commands in one packet, and sends all packets before it reads any reply.

redis-py's own pipelines repeat the commands for an unresponsive node one after another, which takes a multiple of the
timeout. Here, an unresponsive node isn't used for a second, while the others are. See docs/decisions/0083 for the
reasons.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import redis
from redis.cluster import ClusterNode
from redis.exceptions import AskError, ClusterDownError, MovedError, RedisClusterException, TryAgainError
from redis.exceptions import ConnectionError as Lost

from core.redis.cluster_topology import NodeUnavailable, Topology, node_at, slot_of
from core.redis.connection import Command, Connection, first_error_raised
from core.tracing import spans

REDIRECTIONS = (AskError, TryAgainError, ClusterDownError)  # a MovedError is an AskError
FAULTS = (redis.RedisError, RedisClusterException, OSError)


class _NodeCommands:
    """The commands for one node, with their positions among all commands."""

    def __init__(self, node: ClusterNode, connection: Connection) -> None:
        self.node = node
        self.connection = connection
        self.commands: list[Command] = []
        self.positions: list[int] = []
        self.error: Exception | None = None

    def attempt(self, work: Callable[[list[Command]], list[Any] | None]) -> list[Any] | None:
        """Runs `work`. If it fails, stores the error and returns None."""
        try:
            return work(self.commands)
        except FAULTS as error:
            self.error = error
            return None


class ClusterConnection(Connection):
    """A connection to each node that has been used. Not thread-safe."""

    def __init__(self, service: object, topology: Topology) -> None:
        self.service = service
        self._topology = topology
        self._connections: dict[str, Connection] = {}

    def execute(self, *commands: Command) -> list[Any]:
        """Like `Connection.execute`. A command for several nodes gets the reply of one of them.

        If a node doesn't respond, raises NodeUnavailable after all other nodes have responded.
        """
        answers = self._exchange(commands)
        for answer in answers:
            if isinstance(answer, NodeUnavailable):
                raise answer
        return first_error_raised(answers)

    def execute_each(self, *commands: Command) -> list[Any]:
        return first_error_raised(self._exchange(commands))

    def close(self) -> None:
        for connection in self._connections.values():
            connection.close()

    def _exchange(self, commands: Sequence[Command]) -> list[Any]:
        with spans.redis(commands):
            return self._exchange_by_node(commands)

    def _exchange_by_node(self, commands: Sequence[Command]) -> list[Any]:
        """Returns the replies, including errors, or NodeUnavailable for commands of a node that doesn't respond."""
        answers: list[Any] = [None] * len(commands)
        try:
            batches = self._by_node(commands, answers)
            for batch in batches:
                batch.attempt(batch.connection.send)
            for batch in batches:
                self._receive(batch, answers)
        except BaseException:
            self.close()  # late replies may still arrive
            raise
        return answers

    def _by_node(self, commands: Sequence[Command], answers: list[Any]) -> list[_NodeCommands]:
        batches: dict[str, _NodeCommands] = {}
        nodes: dict[int | None, list[ClusterNode]] = {}
        for position, command in enumerate(commands):
            slot = slot_of(command)
            try:
                nodes[slot] = nodes.get(slot) or self._topology.nodes_for(slot)
            except (NodeUnavailable, RedisClusterException) as error:
                answers[position] = _unavailable(error)
                continue
            for node in nodes[slot]:
                batch = batches.setdefault(node.name, _NodeCommands(node, self._to(node)))
                batch.commands.append(command)
                batch.positions.append(position)
        return list(batches.values())

    def _receive(self, batch: _NodeCommands, answers: list[Any]) -> None:
        """Reads the replies. Reopens a broken connection once."""
        received = None if batch.error else batch.attempt(batch.connection.receive)
        if isinstance(batch.error, Lost):
            batch.error = None
            received = batch.attempt(batch.connection.exchange)
        if received is None:
            received = self._received_elsewhere(batch)
        else:
            self._topology.responded(batch.node)
        if received is not None:
            self._fill(batch, received, answers)
        elif batch.error is not None:
            for position in batch.positions:
                answers[position] = _unavailable(batch.error)

    def _received_elsewhere(self, batch: _NodeCommands) -> list[Any] | None:
        """Executes the batch on the node that has taken over its slots, if there already is one."""
        self._topology.failed(batch.node)
        try:
            self._topology.refresh(failed=batch.node)
            nodes = {node for command in batch.commands for node in self._topology.nodes_for(slot_of(command))}
        except (NodeUnavailable, *FAULTS):
            return None
        return batch.attempt(self._to(nodes.pop()).exchange) if len(nodes) == 1 else None

    def _fill(self, batch: _NodeCommands, received: list[Any], answers: list[Any]) -> None:
        for position, command, answer in zip(batch.positions, batch.commands, received, strict=True):
            if isinstance(answers[position], NodeUnavailable):  # the command may have been sent to several nodes
                continue
            try:
                answers[position] = self._redirected(command, answer) if isinstance(answer, REDIRECTIONS) else answer
            except FAULTS as error:
                answers[position] = _unavailable(error)

    def _redirected(self, command: Command, answer: Exception) -> Any:
        """Repeats the command on the node that has its slot now. Raises the answer if it doesn't name a node."""
        if not isinstance(answer, AskError):
            raise answer
        if isinstance(answer, MovedError):
            self._topology.moved(answer)
        connection = self._to(node_at(answer.host, answer.port))
        *_, again = connection.exchange([("ASKING",), command])
        if isinstance(again, REDIRECTIONS):
            raise again
        return again

    def _to(self, node: ClusterNode) -> Connection:
        found = self._connections.get(node.name)
        if found is None:
            found = self._connections[node.name] = Connection(self.service, self._topology.connect(node))
        return found


def _unavailable(error: Exception) -> NodeUnavailable:
    found = NodeUnavailable(str(error))
    found.__cause__ = error
    return found
