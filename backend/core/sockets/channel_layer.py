"""The channel layer over Redis' publish and subscribe, opened for a publisher without an event loop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from channels.layers import get_channel_layer
from channels_redis.pubsub import RedisPubSubChannelLayer
from redis.exceptions import ConnectionError as RedisConnectionError

PREFIX = "np-layer"


class HintLayer(RedisPubSubChannelLayer):  # type: ignore[misc]  # channels_redis has no types
    """`group_send` needs an event loop and a round trip of its own; a play has neither to spare.

    `wire` gives what `group_send` would publish, and where, so that a synchronous pipeline can carry it.
    """

    def wire(self, group: str, message: dict[str, Any]) -> tuple[str, bytes]:
        return f"{PREFIX}__group__{group}", self.serialize(message)

    async def add_groups(self, groups: Sequence[str], channel: str) -> None:
        """As `group_add` for each of them, by one command. It has no such thing, so this leans on names inside it."""
        layer = self._get_layer()
        names = [layer._get_group_channel_name(group) for group in groups]
        [shard] = layer._shards
        async with shard._lock:
            for name in names:
                layer.groups.setdefault(name, set()).add(channel)
            shard._ensure_redis()
            shard._ensure_receiver()
            try:
                await shard._pubsub.subscribe(*names)
            except RedisConnectionError:  # the connection went stale while nothing was subscribed; it is open again now
                await shard._pubsub.subscribe(*names)
            shard._subscribed_to.update(names)


async def add_groups(groups: Sequence[str], channel: str) -> None:
    layer = get_channel_layer()
    if isinstance(layer, HintLayer):
        await layer.add_groups(groups, channel)
    else:
        for group in groups:
            await layer.group_add(group, channel)


def redis_layer() -> HintLayer:
    return cast("HintLayer", get_channel_layer())
