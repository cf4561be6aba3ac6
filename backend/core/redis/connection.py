"""A connection to Redis: commands go out together, and their answers come back in order.

redis-py's client takes a connection from a pool for each call, looks whether it still stands, asks its retries and its
instruments, and gives it back. A play that does so twice spends on it as much as on its statements in the database.
"""

from __future__ import annotations

from typing import Any

import hiredis
import redis
from redis.exceptions import ConnectionError as Lost
from redis.exceptions import ReadOnlyError, ResponseError

Command = tuple[str | bytes | int, ...]


class Line:
    """Of one thread at a time. Opened by the first question."""

    def __init__(self, service: object, connection: redis.Connection) -> None:
        """`service` is the setting that the connection was made for."""
        self.service = service
        self._connection = connection

    def ask(self, *commands: Command) -> list[Any]:
        """One answer for each command. Raises the first refusal after all were answered.

        A connection that is broken, or leads to a server that was made a replica, is opened again, once: the commands
        may be done twice.
        """
        try:
            answers = self._exchange(commands)
        except Lost:
            answers = self._exchange(commands)
        for answer in answers:
            if isinstance(answer, ResponseError):
                raise answer
        return answers

    def close(self) -> None:
        """redis-py's connections are part of reference cycles: an open one that is dropped waits for the collector."""
        self._connection.disconnect()  # type: ignore[no-untyped-call]

    def _exchange(self, commands: tuple[Command, ...]) -> list[Any]:
        connection = self._connection
        packed = b"".join(hiredis.pack_command(command) for command in commands)  # type: ignore[arg-type]  # of any length
        connection.send_packed_command([packed], check_health=False)  # type: ignore[no-untyped-call]
        answers = [self._answer() for _ in commands]
        if any(isinstance(answer, ReadOnlyError) for answer in answers):
            connection.disconnect()  # type: ignore[no-untyped-call]
            raise Lost("the server is no longer the primary")
        return answers

    def _answer(self) -> Any:
        try:
            return self._connection.read_response()
        except ResponseError as refusal:
            return refusal
