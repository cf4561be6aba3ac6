"""Tells Redis without waiting for its answer.

A Redis that hangs and wakes up reads what was sent to it meanwhile before anything that is said to it later. So what a
reader in another process must not miss is sent at once, and again when Redis answers (`core.debts`).
"""

from __future__ import annotations

import contextlib
import os
import select
import socket
import threading
import time
from collections.abc import Callable
from typing import cast

import redis

from core.redis import BREAK_SECONDS, Unavailable, breaker, greeted, new_connection
from core.redis_line import Command

HUNG_UP = getattr(select, "POLLRDHUP", select.POLLHUP)  # the first is Linux's, and does not wait for both sides


class Whisper:
    """One connection of the process, open while Redis is well: a new one would have to be accepted first.

    A thread waits for its end and opens the next one, or a process with nothing to do would not notice a Redis that was
    started again.
    """

    def __init__(self) -> None:
        self._lock = threading.RLock()  # a command may make its connection, which opens ours
        self._connection: redis.Connection | None = None
        self._silent_until = 0.0

    def open(self) -> None:
        """Redis has just answered somebody."""
        with self._lock:
            self._silent_until = 0.0
            self._connect()

    def send(self, make: Callable[[], Command]) -> None:
        """`make` may meet Redis to name its keys. Never raises."""
        with self._lock:
            if self._connection is None:
                self._connect()
            if self._connection is None:
                return
            try:
                self._connection.send_command(*make())  # type: ignore[no-untyped-call]
            except (redis.RedisError, OSError):
                self._hang_up()

    def _connect(self) -> None:
        if time.monotonic() < self._silent_until:
            return
        self._hang_up()
        connection = new_connection(redis_connect_func=introduce)
        try:
            connection.connect()  # type: ignore[no-untyped-call]
        except (redis.RedisError, OSError):
            self._silent_until = time.monotonic() + BREAK_SECONDS
        else:
            self._connection = connection
            end = os.dup(_socket_of(connection).fileno())
            threading.Thread(target=self._watch, args=(connection, end), name="whisper", daemon=True).start()

    def _watch(self, connection: redis.Connection, end: int) -> None:
        _wait_for_the_end(end)
        with self._lock:
            if self._connection is connection:
                self._hang_up()
        while self._connection is None:
            with contextlib.suppress(Unavailable):
                breaker.run(lambda line: line.ask(("PING",)))  # meets the server's new run
                if self._connection is None:
                    self.open()
            time.sleep(BREAK_SECONDS)

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._connection.disconnect()  # type: ignore[no-untyped-call]
            self._connection = None


def _wait_for_the_end(end: int) -> None:
    """Reads nothing: the bytes are TLS's, and are its owner's alone. `end` is a descriptor of ours, closed at last.

    The owner's descriptor may be closed meanwhile, and its number be that of another file.
    """
    poller = select.poll()
    poller.register(end, HUNG_UP)
    poller.poll()
    os.close(end)


def _socket_of(connection: redis.Connection) -> socket.socket:
    # redis-py itself offers no way to wait without reading.
    return cast("socket.socket", connection._sock)


def introduce(connection: redis.Connection) -> None:
    if connection.password:
        connection.send_command("AUTH", *filter(None, (connection.username, connection.password)))  # type: ignore[no-untyped-call]
    if connection.db:
        connection.send_command("SELECT", connection.db)  # type: ignore[no-untyped-call]
    connection.send_command("CLIENT", "REPLY", "OFF")  # type: ignore[no-untyped-call]


whisper = Whisper()
greeted.append(whisper.open)
