"""The channel layer over Redis pub/sub, extended for publishers without an event loop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from channels.layers import get_channel_layer
from channels_redis.pubsub import RedisPubSubChannelLayer
from redis.exceptions import ConnectionError as RedisConnectionError

from core import service
from core.redis.connection import Command

PREFIX = f"{service.REDIS_PREFIX}-layer"


class HintLayer(RedisPubSubChannelLayer):  # type: ignore[misc]  # channels_redis has no types
    """A channel layer that can also publish without `group_send`, which needs an event loop and a separate round trip.

    `publish_command` returns the command that `group_send` would send, for a synchronous pipeline.
    """

    def publish_command(self, group: str, message: dict[str, Any]) -> Command:
        return "PUBLISH", f"{PREFIX}__group__{group}", self.serialize(message)

    async def add_groups(self, groups: Sequence[str], channel: str) -> None:
        """Like `group_add` for each group, but with one command. Uses private names, because the library lacks this."""
        layer = self._get_layer()
        names = [layer._get_group_channel_name(group) for group in groups]
        for name in names:
            layer.groups.setdefault(name, set()).add(channel)
        [shard] = layer._shards
        await self._subscribe(shard, names)

    async def delete_channel(self, channel: str) -> None:
        """Deletes a channel, which the library does only when a `receive` is cancelled. Uses private names too."""
        layer = self._get_layer()
        if layer.channels.pop(channel, None) is not None:
            [shard] = layer._shards
            await shard.unsubscribe(channel)

    async def _subscribe(self, shard: Any, names: Sequence[str]) -> None:
        async with shard._lock:
            shard._ensure_redis()
            shard._ensure_receiver()
            try:
                await shard._pubsub.subscribe(*names)
            except RedisConnectionError:  # the connection was stale and has now been reopened
                await shard._pubsub.subscribe(*names)
            shard._subscribed_to.update(names)


async def add_groups(groups: Sequence[str], channel: str) -> None:
    layer = get_channel_layer()
    if isinstance(layer, HintLayer):
        await layer.add_groups(groups, channel)
    else:
        for group in groups:
            await layer.group_add(group, channel)


async def delete_channel(channel: str) -> None:
    layer = get_channel_layer()
    if isinstance(layer, HintLayer):
        await layer.delete_channel(channel)
    else:
        layer.channels.pop(channel, None)


def redis_layer() -> HintLayer:
    return cast("HintLayer", get_channel_layer())
