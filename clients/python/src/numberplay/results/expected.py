"""Results that have to arrive soon, because the server has confirmed their plays.

A connection that a proxy has frozen looks like the connection of a player who isn't playing. The response to a play
shows the difference.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Never

from numberplay.api import Api
from numberplay.errors import ApiError, ConnectionLostError
from numberplay.results.inbox import Inbox
from numberplay.results.polling import read_missing
from numberplay.results.state import Status
from numberplay.results.trial import Trial

ARRIVES_SECONDS = 1.0  # a result usually arrives before the response to its play


class Expected:
    def __init__(self, api: Api, inbox: Inbox, status: Status) -> None:
        self._api = api
        self._clock = api.http.clock
        self._inbox = inbox
        self._status = status
        self._trial = Trial(self._clock, inbox, status, self._read)
        self._due: asyncio.Queue[tuple[float, int]] = asyncio.Queue()

    def add(self, seq: int) -> None:
        self._due.put_nowait((self._clock.now() + ARRIVES_SECONDS, seq))

    async def run(self) -> Never:
        """Raises `SignedOutError`."""
        while True:
            at, seq = await self._due.get()
            await self._clock.sleep(at - self._clock.now())
            if self._inbox.position >= seq:
                continue
            if self._status.is_live:
                self._status.something_missing.set()
                await self._trial.run(seq)
            else:
                await self._read()

    async def _read(self) -> None:
        with suppress(ApiError, ConnectionLostError):
            await read_missing(self._api, self._inbox)
