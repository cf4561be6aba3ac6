"""One WebSocket, from its handshake to its end."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Never

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from numberplay.api import Api
from numberplay.http import bearer
from numberplay.results.close_codes import ABNORMAL
from numberplay.results.frame_handler import FrameHandler
from numberplay.results.frames import Pong, read_frame
from numberplay.results.heartbeat import Heartbeat
from numberplay.results.inbox import Inbox
from numberplay.results.tasks import first_error
from numberplay.results.token_renewal import keep_authenticated

HANDSHAKE_SECONDS = 10.0
CLOSE_SECONDS = 3.0


class Socket:
    """`answered` is called at each pong: only that proves that a connection works. `token` is the latest one sent.

    `missing` is set when something should have arrived.
    """

    def __init__(self, api: Api, inbox: Inbox, answered: Callable[[], None], missing: asyncio.Event) -> None:
        self._api = api
        self._inbox = inbox
        self._answered = answered
        self._missing = missing
        self.token = ""

    async def run(self, url: str, token: str) -> int:
        """The close code. Raises `OSError`, `TimeoutError`, `WebSocketException` and `SignedOutError`."""
        self.token = token
        address = f"{url}?since={self._inbox.position}"
        async with self._api.http.clock.timeout(HANDSHAKE_SECONDS):
            connection = await connect(
                address,
                additional_headers=bearer(token),
                compression=None,
                open_timeout=None,
                ping_interval=None,
                close_timeout=CLOSE_SECONDS,
            )
        try:
            return await self._until_closed(connection)
        finally:
            connection.transport.abort()

    async def _until_closed(self, connection: ClientConnection) -> int:
        async def send(**frame: object) -> None:
            await connection.send(json.dumps(frame))

        async def authenticate(token: str) -> None:
            self.token = token
            await send(type="auth", token=token)

        clock = self._api.http.clock
        heartbeat = Heartbeat(clock, lambda: send(type="ping"), self._missing)
        handler = FrameHandler(self._api, self._inbox, lambda: send(type="resume", since=self._inbox.position))
        try:
            await first_error(
                self._read(connection, heartbeat, handler),
                heartbeat.run(),
                keep_authenticated(self._api.session, clock, authenticate),
            )
        except (ConnectionClosed, TimeoutError):
            return connection.close_code or ABNORMAL
        finally:
            handler.stop()

    async def _read(self, connection: ClientConnection, heartbeat: Heartbeat, handler: FrameHandler) -> Never:
        while True:
            frame = read_frame(await connection.recv())
            if isinstance(frame, Pong):
                heartbeat.pong()
                self._answered()
            if frame is not None:
                await handler.handle(frame)
