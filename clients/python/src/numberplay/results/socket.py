"""One WebSocket, from its handshake to its end."""

from __future__ import annotations

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
from numberplay.results.state import Status
from numberplay.results.tasks import first_error
from numberplay.results.token_renewal import keep_authenticated

HANDSHAKE_SECONDS = 10.0
CLOSE_SECONDS = 3.0


class Socket:
    """`answered` is called at each pong, as only pongs prove that a connection works. `token` is the last one sent."""

    def __init__(self, api: Api, inbox: Inbox, status: Status, answered: Callable[[], None]) -> None:
        self._api = api
        self._inbox = inbox
        self._status = status
        self._answered = answered
        self.token = ""

    async def run(self, url: str, token: str) -> int:
        """Returns the close code. Raises `OSError`, `TimeoutError`, `WebSocketException` and `SignedOutError`."""
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
        heartbeat = Heartbeat(clock, lambda: send(type="ping"))
        handler = FrameHandler(self._api, self._inbox, lambda: send(type="resume", since=self._inbox.position))
        try:
            await first_error(
                self._read(connection, heartbeat, handler),
                heartbeat.run(),
                self._check(heartbeat, handler),
                self._until_given_up(),
                keep_authenticated(self._api.session, clock, authenticate),
            )
        except (ConnectionClosed, TimeoutError):
            return connection.close_code or ABNORMAL
        finally:
            handler.stop()

    async def _check(self, heartbeat: Heartbeat, handler: FrameHandler) -> Never:
        """Called if a result is missing. A working socket delivers it, or at least sends a pong."""
        missing = self._status.something_missing
        missing.clear()
        while True:
            await missing.wait()
            missing.clear()
            heartbeat.probe()
            await handler.ask()

    async def _until_given_up(self) -> Never:
        self._status.given_up.clear()
        await self._status.given_up.wait()
        raise TimeoutError

    async def _read(self, connection: ClientConnection, heartbeat: Heartbeat, handler: FrameHandler) -> Never:
        while True:
            frame = read_frame(await connection.recv())
            if isinstance(frame, Pong):
                heartbeat.pong()
            if isinstance(frame, Pong) or self._status.is_live:
                self._answered()
            if frame is not None:
                await handler.handle(frame)
