from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer

from benchmarks.peers.drf_channels.views import PlaySerializer


class PlayConsumer(AsyncJsonWebsocketConsumer):
    async def connect(self) -> None:
        if self.scope["user"].is_anonymous:
            await self.close()
            return
        self.group = f"player-{self.scope['user'].pk}"
        await self.channel_layer.group_add(self.group, self.channel_name)
        await self.accept()

    async def disconnect(self, _code: int) -> None:
        if hasattr(self, "group"):
            await self.channel_layer.group_discard(self.group, self.channel_name)

    async def receive_json(self, content: Any) -> None:
        serializer = PlaySerializer(data=content)
        if not serializer.is_valid():
            await self.send_json({"type": "error", "errors": serializer.errors})
            return
        await database_sync_to_async(serializer.save)(player=self.scope["user"])
        await self.channel_layer.group_send(self.group, {"type": "play.created", "play": serializer.data})

    async def play_created(self, event: dict[str, Any]) -> None:
        await self.send_json(event["play"])
