"""Subscribes one channel per process to the groups of all owners of its sockets."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import structlog
from channels.layers import get_channel_layer

from core.sockets import channel_layer, publish
from core.sockets.batcher import Batcher

logger = structlog.get_logger(__name__)

LAYER_SECONDS = 1.0  # how long a connecting socket waits for the layer
RETRY_SECONDS = 1.0


class GroupSubscriptions:
    """The keys of `by_owner` are the owners with sockets in this process. `retry` repeats failed subscriptions."""

    def __init__(self, by_owner: Mapping[str, object]) -> None:
        self._by_owner = by_owner
        self._channel: str | None = None
        self._missing: set[str] = set()  # owners whose group isn't subscribed yet
        self._discarding: set[asyncio.Task[None]] = set()  # references keep tasks alive
        self._added: Batcher[str, None] = Batcher(self._add)

    async def add(self, owner: str) -> None:
        """Subscribes to the owner's group. Waits for the layer for at most LAYER_SECONDS."""
        self._missing.add(owner)
        await self._added(owner)

    def discard(self, owner: str) -> None:
        """Unsubscribes without waiting."""
        self._missing.discard(owner)
        if self._channel is not None:
            task = asyncio.create_task(self._discard(owner, self._channel))
            self._discarding.add(task)
            task.add_done_callback(self._discarding.discard)

    async def retry(self) -> None:
        await self._add(list(self._missing))

    def forget_channel(self) -> None:
        self._channel = None

    async def receive(self, handle: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
        """Passes hints to `handle` until it is cancelled, even by `handle`. Survives outages of the layer."""
        layer = get_channel_layer()
        while True:
            try:
                self._channel = channel = await layer.new_channel("hub.")
                try:
                    self._missing.update(self._by_owner)
                    await self.retry()
                    while True:
                        await handle(await layer.receive(channel))
                finally:
                    await self._delete(channel)
            except Exception as error:
                logger.warning("channel_layer.unavailable", error=type(error).__name__)
                await asyncio.sleep(RETRY_SECONDS)

    async def _delete(self, channel: str) -> None:
        with contextlib.suppress(Exception):
            await asyncio.wait_for(channel_layer.delete_channel(channel), LAYER_SECONDS)

    async def _add(self, owners: Sequence[str]) -> list[None]:
        if self._channel is not None and owners:
            adding = channel_layer.add_groups([publish.group_of(owner) for owner in owners], self._channel)
            try:
                await asyncio.wait_for(adding, LAYER_SECONDS)
                self._missing.difference_update(owners)
            except Exception as error:
                logger.warning("channel_layer.unavailable", error=type(error).__name__)
        return [None] * len(owners)

    async def _discard(self, owner: str, channel: str) -> None:
        if owner in self._by_owner:
            return
        leaving = get_channel_layer().group_discard(publish.group_of(owner), channel)
        with contextlib.suppress(Exception):
            await asyncio.wait_for(leaving, LAYER_SECONDS)
        if owner in self._by_owner:  # a socket has connected since
            self._missing.add(owner)
