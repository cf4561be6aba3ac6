"""Handles the frames that one WebSocket receives."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from numberplay.api import Api
from numberplay.errors import ApiError, ConnectionLostError
from numberplay.models import Result
from numberplay.results.frames import Frame, Pong, Refusal, Resync
from numberplay.results.inbox import Inbox
from numberplay.results.polling import read_missing
from numberplay.results.resume import Resume

ON_THE_WAY_SECONDS = 2.0  # a pong may arrive before the results that it counts


class FrameHandler:
    """`resume` asks the server for the results after the inbox's position."""

    def __init__(self, api: Api, inbox: Inbox, resume: Callable[[], Awaitable[None]]) -> None:
        self._api = api
        self._inbox = inbox
        self._resume = Resume(api.http.clock, resume)
        self._is_catching_up = False
        self._background: set[asyncio.Task[None]] = set()

    async def handle(self, frame: Frame) -> None:
        match frame:
            case Result():
                await self._accept(frame)
            case Pong(seq) if seq > self._inbox.position:
                self._start(self._check_later(seq))
            case Resync(seq):
                await self._resync(seq)
            case Refusal(code=code, attr=attr, retry_after=retry_after):
                if attr == "since" or code == "service_unavailable":
                    self._resume.refused(retry_after)

    def stop(self) -> None:
        self._resume.complete()
        for task in self._background:
            task.cancel()

    async def _accept(self, result: Result) -> None:
        self._inbox.accept(result)
        await self._inbox.publish()
        if self._inbox.has_gap:
            await self.ask()
        else:
            self._resume.complete()

    async def _check_later(self, seq: int) -> None:
        await self._api.http.clock.sleep(ON_THE_WAY_SECONDS)
        if self._inbox.position < seq:
            await self.ask()

    async def ask(self) -> None:
        """Requests the missing results."""
        if not self._is_catching_up:
            await self._resume.missing()

    async def _resync(self, seq: int) -> None:
        self._resume.complete()
        if seq <= self._inbox.position:
            self._inbox.move_back(seq)
            await self._inbox.publish()
        elif not self._is_catching_up:
            self._is_catching_up = True
            self._start(self._catch_up())

    async def _catch_up(self) -> None:
        """Reads the missing results over HTTP, and retries until that has succeeded."""
        while self._is_catching_up:
            try:
                await read_missing(self._api, self._inbox)
                self._is_catching_up = False
            except (ApiError, ConnectionLostError):
                await self._api.http.clock.sleep(ON_THE_WAY_SECONDS)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._background.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        """An error here also shows on the socket itself: it is closed, or its session has ended."""
        self._background.discard(task)
        if not task.cancelled():
            task.exception()
