"""Keeps a WebSocket open, and decides when to connect again and with which token."""

from __future__ import annotations

from contextlib import suppress
from typing import Never

from websockets.exceptions import InvalidStatus, WebSocketException

from numberplay.api import Api
from numberplay.backoff import backoff
from numberplay.errors import ApiError, ConnectionLostError
from numberplay.http import retry_after_of
from numberplay.results.close_codes import ABNORMAL, SIGNED_OUT, failure_weight
from numberplay.results.inbox import Inbox
from numberplay.results.polling import read_missing
from numberplay.results.socket import Socket
from numberplay.results.state import Status

PATH = "/ws/game/"


class Sockets:
    """Runs one WebSocket after another.

    A refused handshake doesn't say why: the token may be invalid, or a proxy may block sockets. So the token is tested
    over HTTP, and renewed only if it is refused there.
    """

    def __init__(self, api: Api, inbox: Inbox, status: Status) -> None:
        self._api = api
        self._inbox = inbox
        self._status = status
        self._url = "ws" + str(api.http.client.base_url).removeprefix("http").rstrip("/") + PATH
        self._failures = 0
        self._refusals = 0
        self._refused: str | None = None
        self._refused_at: float | None = None
        self._retry_after = 0.0

    async def run(self) -> Never:
        """Raises `SignedOutError`."""
        while True:
            await self._api.http.clock.sleep(max(backoff(self._failures), self._retry_after))
            self._retry_after = 0
            try:
                token = await self._token()
            except (ApiError, ConnectionLostError) as error:
                self._failed(error)
            else:
                await self._connect(token)

    async def _connect(self, token: str) -> None:
        self._refused = None
        socket = Socket(self._api, self._inbox, self._status, self._works)
        try:
            code = await socket.run(self._url, token)
        except (OSError, WebSocketException) as error:
            if isinstance(error, InvalidStatus):
                self._handshake_refused(error)
            code = ABNORMAL
        self._closed(code, socket.token)

    def _works(self) -> None:
        self._failures = self._refusals = 0
        self._status.socket_works()

    def _closed(self, code: int, token: str) -> None:
        was_live = self._status.is_live
        self._failures += failure_weight(code)
        self._status.socket_failed()
        if code == SIGNED_OUT:
            self._refused = token
            self._refusals += 1
            if self._refusals > 1:
                raise self._api.refused()
        elif not was_live:
            self._status.needs_fallback.set()

    def _handshake_refused(self, error: InvalidStatus) -> None:
        self._refused_at = self._api.http.clock.now()
        self._retry_after = retry_after_of(error.response.headers) or 0

    def _failed(self, error: ApiError | ConnectionLostError) -> None:
        self._failures += 1
        self._retry_after = (error.retry_after if isinstance(error, ApiError) else None) or 0
        self._status.needs_fallback.set()

    async def _token(self) -> str:
        session = self._api.session
        if self._refused is not None:
            return await session.renew(self._refused)
        if self._refused_at is not None and session.confirmed_at < self._refused_at:
            with suppress(ApiError, ConnectionLostError):
                await read_missing(self._api, self._inbox)
        self._refused_at = None
        return await session.token()
