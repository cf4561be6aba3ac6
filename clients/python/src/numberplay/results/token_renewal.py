"""Sends a new token to the server before the socket's token expires."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Never

from numberplay.clock import Clock
from numberplay.errors import ApiError, ConnectionLostError
from numberplay.session import Session

AHEAD_SECONDS = 60.0
RETRY_SECONDS = 10.0


async def keep_authenticated(session: Session, clock: Clock, send: Callable[[str], Awaitable[None]]) -> Never:
    """Runs as long as the socket. Raises `SignedOutError`."""
    while True:
        await clock.sleep(max(session.expires_at - clock.now() - AHEAD_SECONDS, RETRY_SECONDS))
        try:
            await send(await session.token(AHEAD_SECONDS + RETRY_SECONDS))
        except (ApiError, ConnectionLostError):
            continue
