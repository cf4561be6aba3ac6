"""Close codes, and closing a socket before it is handled."""

from __future__ import annotations

from typing import Any

SIGNED_OUT = 4401
FLOODING = 1008
TOO_BIG = 1009
TEXT_ONLY = 1003
FAILED = 1011
RESTARTING = 1012
OVERLOADED = 1013


async def accept_and_close(scope: dict[str, Any], receive: Any, send: Any, code: int) -> None:
    """Accepts first, because a close before that is sent as a bare 403, which clients interpret as signed out."""
    await receive()
    await send({"type": "websocket.accept", "subprotocol": scope.get("subprotocol")})
    await send({"type": "websocket.close", "code": code})
