"""The transports used while no WebSocket works: the event stream or, where a proxy blocks that as well, polling."""

from __future__ import annotations

import asyncio
import random
from contextlib import suppress
from typing import Never

from numberplay.api import Api
from numberplay.backoff import backoff
from numberplay.errors import ApiError, ConnectionLostError
from numberplay.results.inbox import Inbox
from numberplay.results.polling import read_missing
from numberplay.results.state import Status
from numberplay.results.stream import EventStream

LIVE_SECONDS = 4.0  # if a WebSocket takes longer than this to work, the fallback starts
POLL_SECONDS = 5.0
REOPEN_SECONDS = 3.0  # unless the server says otherwise
LONGEST_SECONDS = 60.0


class Fallback:
    def __init__(self, api: Api, inbox: Inbox, status: Status) -> None:
        self._api = api
        self._clock = api.http.clock
        self._inbox = inbox
        self._status = status
        self._stream_failures = 0
        self._stream_at = 0.0  # the earliest time of the next attempt

    async def run(self) -> Never:
        """Raises `SignedOutError`."""
        while True:
            await self._until_needed()
            following = asyncio.create_task(self._follow())
            up = asyncio.create_task(self._status.is_up.wait())
            try:
                await asyncio.wait([following, up], return_when=asyncio.FIRST_COMPLETED)
                if following.done():
                    following.result()
            finally:
                up.cancel()
                following.cancel()
                await asyncio.gather(up, following, return_exceptions=True)

    async def _until_needed(self) -> None:
        while True:
            await self._status.is_down.wait()
            with suppress(TimeoutError):
                async with self._clock.timeout(LIVE_SECONDS):
                    await self._status.needs_fallback.wait()
            if not self._status.is_up.is_set():
                return

    async def _follow(self) -> Never:
        failures = 0
        while True:
            if self._clock.now() >= self._stream_at:
                await self._stream()
            try:
                await read_missing(self._api, self._inbox)
            except (ApiError, ConnectionLostError) as error:
                failures += 1
                self._status.http(works=False)
                await self._clock.sleep(max(backoff(failures), _retry_after(error)))
                continue
            self._status.http(works=True)
            if failures:  # the server was unavailable, so the stream may not be blocked
                failures, self._stream_failures, self._stream_at = 0, 0, 0
            pause = POLL_SECONDS * random.uniform(0.8, 1)
            await self._clock.sleep(min(pause, self._stream_at - self._clock.now()))

    async def _stream(self) -> None:
        stream = EventStream(self._api, self._inbox, self._opened)
        try:
            await self._authenticated(stream)
            failed: ApiError | ConnectionLostError | None = None
        except (ApiError, ConnectionLostError) as error:
            failed = error
            self._stream_failures += 1
        delay = stream.retry or REOPEN_SECONDS
        if self._stream_failures:
            delay = min(LONGEST_SECONDS, POLL_SECONDS * 2.0**self._stream_failures) * random.uniform(0.5, 1)
        self._stream_at = self._clock.now() + max(delay, _retry_after(failed))

    async def _authenticated(self, stream: EventStream) -> None:
        token = await self._api.session.token()
        try:
            await stream.follow(token)
        except ApiError as error:
            if error.status != 401:
                raise
            await self._again(stream, await self._api.session.renew(token))

    async def _again(self, stream: EventStream, token: str) -> None:
        try:
            await stream.follow(token)
        except ApiError as error:
            if error.status == 401:
                raise self._api.refused() from error
            raise

    def _opened(self) -> None:
        self._stream_failures = 0
        self._api.session.confirm()
        self._status.http(works=True)


def _retry_after(error: ApiError | ConnectionLostError | None) -> float:
    return (error.retry_after if isinstance(error, ApiError) else None) or 0
