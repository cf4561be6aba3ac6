"""A connection to Redis that sends commands in one packet and reads the replies in order.

For each call, redis-py's client takes a connection from a pool, checks it, runs its retry and instrumentation hooks,
and releases it. Doing that twice would take a request as long as all of its database statements.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import hiredis
import redis
from redis.exceptions import ConnectionError as Lost
from redis.exceptions import ReadOnlyError, ResponseError

from core.tracing import spans

Command = tuple[str | bytes | int, ...]


class Connection:
    """A connection, which is opened by the first command. Not thread-safe."""

    def __init__(self, service: object, connection: redis.Connection) -> None:
        """`service` is the setting for which the connection was opened."""
        self.service = service
        self._connection = connection

    def execute(self, *commands: Command) -> list[Any]:
        """Returns one reply per command. Raises the first error reply after all have been read.

        If the connection is broken, or its server has become a replica, it is reopened once. Then the commands may be
        executed twice.
        """
        with spans.redis(commands):
            try:
                answers = self.exchange(commands)
            except Lost:
                answers = self.exchange(commands)
        return first_error_raised(answers)

    def execute_each(self, *commands: Command) -> list[Any]:
        """Like `execute`, but an unresponsive node of a cluster affects only its own commands, whose replies are then
        NodeUnavailable.
        """
        return self.execute(*commands)

    def close(self) -> None:
        """Closes the connection explicitly: redis-py's connections are in reference cycles, so a dropped one would stay
        open until a garbage collection.
        """
        self._connection.disconnect()  # type: ignore[no-untyped-call]

    def exchange(self, commands: Sequence[Command]) -> list[Any]:
        """Executes the commands without retrying. Returns error replies instead of raising them."""
        self.send(commands)
        return self.receive(commands)

    def send(self, commands: Sequence[Command]) -> None:
        packed = b"".join(hiredis.pack_command(command) for command in commands)  # type: ignore[arg-type]  # of any length
        self._connection.send_packed_command([packed], check_health=False)  # type: ignore[no-untyped-call]

    def receive(self, commands: Sequence[Command]) -> list[Any]:
        answers = [self._answer() for _ in commands]
        if any(isinstance(answer, ReadOnlyError) for answer in answers):
            self._connection.disconnect()  # type: ignore[no-untyped-call]
            raise Lost("the server is no longer the primary")
        return answers

    def _answer(self) -> Any:
        try:
            return self._connection.read_response()
        except ResponseError as refusal:
            return refusal


def first_error_raised(answers: list[Any]) -> list[Any]:
    for answer in answers:
        if isinstance(answer, ResponseError):
            raise answer
    return answers
