"""One connection to the event stream, from its request to its end."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping

import httpx

from numberplay.api import Api
from numberplay.errors import ApiError, ConnectionLostError
from numberplay.http import api_error, bearer
from numberplay.results.frames import Resync, read_frame, read_result
from numberplay.results.inbox import Inbox
from numberplay.results.polling import read_missing
from numberplay.results.server_sent_events import Event, EventParser

PATH = "/api/game/results/stream/"
OPENING_SECONDS = 5.0  # the server begins at once, so a proxy that takes longer buffers the response
SILENCE_SECONDS = 45.0  # the server sends a comment after 20 seconds of silence


def is_event_stream(headers: Mapping[str, str]) -> bool:
    return headers.get("Content-Type", "").startswith("text/event-stream")


class EventStream:
    """`opened` is called when the first bytes arrive."""

    def __init__(self, api: Api, inbox: Inbox, opened: Callable[[], None]) -> None:
        self._api = api
        self._inbox = inbox
        self._opened = opened
        self._parser = EventParser()

    @property
    def retry(self) -> float | None:
        return self._parser.retry

    async def follow(self, token: str) -> None:
        """Returns when the server ends the stream. Raises `ApiError` or `ConnectionLostError`."""
        http = self._api.http
        headers = {"Accept": "text/event-stream", "Last-Event-ID": str(self._inbox.position), **bearer(token)}
        request = http.client.build_request("GET", PATH, headers=headers)
        try:
            async with http.clock.timeout(OPENING_SECONDS):
                response = await http.client.send(request, stream=True)
            try:
                await self._read(response)
            finally:
                await response.aclose()
        except (httpx.TransportError, TimeoutError) as error:
            raise ConnectionLostError("The event stream was lost.") from error

    async def _read(self, response: httpx.Response) -> None:
        if not response.is_success:
            raise api_error(response.status_code, response.headers)
        if not is_event_stream(response.headers):
            raise ApiError(response.status_code)
        deadline = OPENING_SECONDS
        chunks = response.aiter_bytes()
        while chunk := await self._next(chunks, deadline):
            if deadline == OPENING_SECONDS:
                self._opened()
            deadline = SILENCE_SECONDS
            for event in self._parser.receive(chunk):
                await self._handle(event)
        if deadline == OPENING_SECONDS:
            raise ConnectionLostError("The event stream was empty.")

    async def _next(self, chunks: AsyncIterator[bytes], deadline: float) -> bytes:
        async with self._api.http.clock.timeout(deadline):
            return await anext(chunks, b"")

    async def _handle(self, event: Event) -> None:
        if event.type == "game_result":
            await self._accept(event.data)
        elif event.type == "resync":
            await self._resync(event.data)

    async def _accept(self, data: str) -> None:
        result = read_result(data)
        if result is not None:
            self._inbox.accept(result)
            await self._inbox.publish()
        if result is None or self._inbox.has_gap:
            await read_missing(self._api, self._inbox)

    async def _resync(self, data: str) -> None:
        frame = read_frame(data)
        if isinstance(frame, Resync) and frame.seq <= self._inbox.position:
            self._inbox.move_back(frame.seq)
        else:
            await read_missing(self._api, self._inbox)
