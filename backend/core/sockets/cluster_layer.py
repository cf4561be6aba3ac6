"""The channel layer on Redis Cluster, over sharded pub/sub.

A hint is sent to the node that has the owner's keys, in the same packet as the cached summary, and reaches only the
processes that have subscribed there. channels_redis doesn't support clusters, so its connection to Redis is replaced.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterable, Sequence
from typing import Any

import structlog
from redis.crc import key_slot
from redis.exceptions import MovedError

from core import threads
from core.redis.client import topology
from core.redis.connection import Command
from core.sockets.channel_layer import PREFIX, HintLayer
from core.sockets.node_subscriber import NodeSubscriber

logger = structlog.get_logger(__name__)

CHECK_SECONDS = 0.5
SUBSCRIBE_SECONDS = 2.0


def channel_of(group: str) -> str:
    """Returns a channel in the slot of the owner, who is the last part of the group's name."""
    kind, _, owner = group.rpartition(".")
    return f"{PREFIX}__group__{kind}.{{{owner}}}"


class ClusterLayer(HintLayer):
    def publish_command(self, group: str, message: dict[str, Any]) -> Command:
        return "SPUBLISH", channel_of(group), self.serialize(message)

    async def _subscribe(self, shard: Any, names: Sequence[str]) -> None:
        await shard.subscribe(*names)

    def _get_layer(self) -> Any:
        layer = super()._get_layer()
        if not isinstance(layer._shards[0], Subscriptions):
            layer._shards = [Subscriptions(layer)]
            layer._get_group_channel_name = channel_of
        return layer


class Subscriptions:
    """Replaces channels_redis's connection. `names` maps the subscribed channels to their nodes.

    Every CHECK_SECONDS, resubscribes to channels whose node was lost or has changed.
    """

    def __init__(self, layer: Any) -> None:
        self._layer = layer
        self._names: dict[bytes, str | None] = {}
        self._nodes: dict[str, NodeSubscriber] = {}
        self._lock = asyncio.Lock()
        self._version = -1
        self._task: asyncio.Task[None] | None = None

    async def subscribe(self, *names: str) -> None:
        added = [name.encode() for name in names]
        for name in added:
            self._names.setdefault(name, None)
        if self._task is None:
            self._task = asyncio.create_task(self._check())
        await self._place(added)

    async def unsubscribe(self, name: str) -> None:
        node = self._nodes.get(self._names.pop(name.encode(), None) or "")
        if node is not None:
            await node.send("SUNSUBSCRIBE", [name.encode()])

    async def flush(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        for node in list(self._nodes.values()):
            await node.close()
        self._task, self._nodes, self._names = None, {}, {}

    async def _check(self) -> None:
        while True:
            await asyncio.sleep(CHECK_SECONDS)
            try:
                async with asyncio.timeout(SUBSCRIBE_SECONDS):
                    await self._check_once()
            except Exception as error:
                logger.warning("channel_layer.unavailable", error=type(error).__name__)

    async def _check_once(self) -> None:
        """Reads the slots again, because a lost node may have been replaced."""
        lost = [name for name, node in self._names.items() if node is None]
        if lost:
            await threads.cache.run(topology().refresh)
        version = topology().version
        if version != self._version:
            await self._place(list(self._names))
            self._version = version
        elif lost:
            await self._place(lost)

    async def _place(self, names: Iterable[bytes]) -> None:
        """Subscribes to each channel on the node that has its slot, unless already subscribed there."""
        async with self._lock:
            found = await threads.cache.run(_nodes_of, [name for name in names if name in self._names])
            moved: dict[str, list[bytes]] = {}
            for name, address in found.items():
                if name in self._names and self._names[name] != address:
                    moved.setdefault(address, []).append(name)
            moves = [self._move(there, address) for address, there in moved.items()]
            for fault in await asyncio.gather(*moves, return_exceptions=True):
                if isinstance(fault, BaseException):
                    raise fault

    async def _move(self, names: list[bytes], address: str) -> None:
        if address not in self._nodes:
            self._nodes[address] = await NodeSubscriber.connected(address, self._deliver, self._lost)
        node = self._nodes[address]
        await node.send("SSUBSCRIBE", names)
        for name in names:
            old = self._nodes.get(self._names.get(name) or "")
            self._names[name] = address
            if old is not None:
                await old.send("SUNSUBSCRIBE", [name])

    def _deliver(self, name: bytes, payload: bytes) -> None:
        text = name.decode()
        channels = [text] if text in self._layer.channels else self._layer.groups.get(text, ())
        for channel in channels:
            if channel in self._layer.channels:
                self._layer.channels[channel].put_nowait(payload)

    def _lost(self, address: str, error: MovedError | bytes | None) -> None:
        """Marks the slot of an error, one channel or, without either, the whole node as lost."""
        for name, node in self._names.items():
            if node == address and (
                error is None or name == error or (isinstance(error, MovedError) and key_slot(name) == error.slot_id)
            ):
                self._names[name] = None
        if error is None:
            self._nodes.pop(address, None)
        elif isinstance(error, MovedError):
            self._version = -1


def _nodes_of(names: Iterable[bytes]) -> dict[bytes, str]:
    """Blocking. Returns the address of each channel's node."""
    nodes = topology()
    return {name: nodes.node_of(key_slot(name)).name for name in names}
