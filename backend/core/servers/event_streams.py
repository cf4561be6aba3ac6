"""Serves event streams on the event loop, with the same headers, errors and log lines as Django's other responses.

The stream is opened first; this may wait, but doesn't occupy a thread. Then its view, which doesn't wait, creates the
response, or raises an error if the stream was refused. The events are sent after the headers, without Django.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from io import BytesIO
from typing import Any

import structlog
from django.core.handlers.asgi import ASGIHandler
from django.core.handlers.base import BaseHandler
from django.http import HttpRequest, HttpResponse
from rest_framework.exceptions import APIException, Throttled

from core.api.exceptions import ServiceUnavailable
from core.sockets.event_stream import EventStream
from core.sockets.hub import hub
from core.sockets.principal import Principal

logger = structlog.get_logger(__name__)

FULL_SECONDS = 5  # Retry-After for an owner with the maximum number of connections

Authenticate = Callable[[dict[str, Any]], Awaitable[Principal]]


class TooManyConnections(Throttled):
    default_detail = "Too many connections."
    extra_detail_singular = extra_detail_plural = "Try again in {wait} seconds."


class EventStreams:
    """ASGI middleware for GET requests to `path`; `others` gets all other requests.

    `authenticate` raises an APIException if it refuses the request.
    """

    def __init__(
        self, django: ASGIHandler, others: Any, path: str, stream_type: type[EventStream], authenticate: Authenticate
    ) -> None:
        self._request_class = django.request_class
        self._others = others
        self._path = path
        self._stream_type = stream_type
        self._authenticate = authenticate
        self._handler = BaseHandler()
        self._handler.load_middleware()

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["path"] != self._path or scope["method"] != "GET":
            await self._others(scope, receive, send)
            return
        stream = self._stream_type()
        try:
            if await self._accept(stream, scope, send):
                await stream.run(receive, send)
        finally:
            stream.end()

    async def _accept(self, stream: EventStream, scope: dict[str, Any], send: Any) -> bool:
        """Sends the headers of the stream and returns True, or sends a response that refuses the stream."""
        request = self._request_class(scope, BytesIO())
        request.refusal = await _open(stream, request, self._authenticate)  # type: ignore[attr-defined]
        response = self._handler.get_response(request)
        await send({"type": "http.response.start", "status": response.status_code, "headers": _headers(response)})
        if isinstance(response, HttpResponse):
            await send({"type": "http.response.body", "body": response.content})
            return False
        return True


def is_opened(request: HttpRequest) -> bool:
    """Returns whether the request was handled here. Raises the error if its stream was refused."""
    refusal: APIException | None = getattr(request, "refusal", None)
    if refusal is not None:
        raise refusal
    return hasattr(request, "refusal")


async def _open(stream: EventStream, request: Any, authenticate: Authenticate) -> APIException | None:
    if hub().draining:
        return ServiceUnavailable()
    try:
        stream.principal = await authenticate(request.scope)
        stream.take(request)
        return None if await stream.join() else TooManyConnections(FULL_SECONDS)
    except APIException as refusal:
        return refusal
    except Exception as error:
        logger.warning("socket.refused", error=type(error).__name__)
        return ServiceUnavailable()


def _headers(response: Any) -> list[tuple[bytes, bytes]]:
    return [(name.encode("ascii"), value.encode("latin-1")) for name, value in response.items()]
