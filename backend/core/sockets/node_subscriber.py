"""A connection to one node of a Redis Cluster, which receives the messages published to the subscribed channels."""

from __future__ import annotations

import asyncio
import contextlib
import math
from collections.abc import Callable, Sequence
from typing import Any, Self

import structlog
from django.conf import settings
from redis.asyncio import Connection, SSLConnection
from redis.exceptions import MovedError, RedisError

logger = structlog.get_logger(__name__)

Deliver = Callable[[bytes, bytes], None]
Lost = Callable[[str, MovedError | bytes | None], None]


class NodeSubscriber:
    """Replaces redis-py's client, which resubscribes to all channels with one command; several slots aren't allowed."""

    def __init__(self, address: str, connection: Any, deliver: Deliver, lost: Lost) -> None:
        """`lost` is called with the address, and a redirection, a lost subscription, or None for the connection."""
        self._address = address
        self._connection = connection
        self._deliver, self._lost = deliver, lost
        self._task = asyncio.create_task(self._read())

    @classmethod
    async def connected(cls, address: str, deliver: Deliver, lost: Lost) -> Self:
        host, _, port = address.rpartition(":")
        options = {name: value for name, value in settings.REDIS_CLUSTER.items() if name != "ssl"}
        kind = SSLConnection if settings.REDIS_CLUSTER.get("ssl") else Connection
        connection = kind(host=host, port=int(port), socket_keepalive=True, **options)
        await connection.connect()  # type: ignore[no-untyped-call]
        return cls(address, connection, deliver, lost)

    async def send(self, command: str, names: Sequence[bytes]) -> None:
        """Sends one command per channel, because each may be in a different slot. The reader notices failures."""
        packed = self._connection.pack_commands([(command, name) for name in names])
        with contextlib.suppress(RedisError, OSError):
            await self._connection.send_packed_command(packed, check_health=False)

    async def close(self) -> None:
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task

    async def _read(self) -> None:
        try:
            while True:
                await self._receive()
        except (RedisError, OSError) as error:
            logger.warning("channel_layer.unavailable", error=type(error).__name__)
        finally:
            self._lost(self._address, None)
            await self._connection.disconnect(nowait=True)

    async def _receive(self) -> None:
        try:
            kind, name, payload = await self._connection.read_response(timeout=math.inf)
        except MovedError as error:
            self._lost(self._address, error)
            return
        if kind == b"smessage":
            self._deliver(name, payload)
        elif kind == b"sunsubscribe":
            self._lost(self._address, name)  # unless unsubscribing was requested
