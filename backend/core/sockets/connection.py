"""An authenticated connection that is registered with the hub: its slot, its hints and its end. The subclasses are the
transports: `core.sockets.consumer` (WebSocket) and `core.sockets.event_stream` (server-sent events).
"""

from __future__ import annotations

import asyncio
from functools import cached_property
from typing import Any

from core.sockets.hub import hub
from core.sockets.limits import MAX_SOCKETS_OF_AN_OWNER
from core.sockets.principal import Principal

JOIN_SECONDS = 3.0  # after authentication, which has its own timeout


class Connection:
    principal: Principal

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.open = False

    @cached_property
    def owner(self) -> str:
        return self.principal.owner

    @property
    def expires_at(self) -> float:
        """When the connection is closed unless its session ends earlier, in seconds since the epoch."""
        return self.principal.expires_at

    async def join(self) -> bool:
        """Takes a slot; returns False if the owner has none left. Raises TimeoutError or exceptions of `prepare`."""
        async with asyncio.timeout(JOIN_SECONDS):
            here = hub()
            if len(here.by_owner.get(self.owner, ())) >= MAX_SOCKETS_OF_AN_OWNER:
                return False
            await here.join(self)
            if not await here.admit(self, MAX_SOCKETS_OF_AN_OWNER):
                return False
            await self.prepare()
        return True

    async def close_with(self, code: int) -> None:
        """Frees the slot and disconnects. Nothing more is sent or handled."""
        if self.open:
            self.open = False
            hub().leave(self)
            await self.disconnect_with(code)

    async def disconnect_with(self, code: int) -> None:
        """Ends the connection to the client. `code` is one of `core.sockets.closing`."""
        raise NotImplementedError

    async def prepare(self) -> None:
        """Called before the client gets a response. Hints may already arrive."""

    async def opened(self) -> None:
        """Called immediately after the client has been sent the response."""

    def ended(self) -> None:
        """Called last, regardless of how the connection ends."""

    async def receive_hint(self, message: dict[str, Any]) -> None:
        """Handles a hint from the channel layer. Hints may be lost, repeated or out of order."""
        raise NotImplementedError
