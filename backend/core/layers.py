"""The channel layer over Redis' publish and subscribe, opened for a publisher without an event loop."""

from __future__ import annotations

from typing import Any, cast

from channels.layers import get_channel_layer
from channels_redis.pubsub import RedisPubSubChannelLayer

PREFIX = "np-layer"


class HintLayer(RedisPubSubChannelLayer):  # type: ignore[misc]  # channels_redis has no types
    """`group_send` needs an event loop and a round trip of its own; a play has neither to spare.

    `wire` gives what `group_send` would publish, and where, so that a synchronous pipeline can carry it.
    """

    def wire(self, group: str, message: dict[str, Any]) -> tuple[str, bytes]:
        return f"{PREFIX}__group__{group}", self.serialize(message)


def redis_layer() -> HintLayer:
    return cast("HintLayer", get_channel_layer())
