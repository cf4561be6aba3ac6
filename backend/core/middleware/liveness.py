"""The liveness probe under ASGI, answered on the event loop.

Django runs a view in a thread, and switches to it and back three times per request. When many threads are busy, each
switch waits for the interpreter.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.handlers.asgi import ASGIHandler
from django.core.handlers.base import BaseHandler


def on_event_loop(application: ASGIHandler, path: str) -> Any:
    """ASGI middleware. The view at `path` must never block. Its response is the same as if it ran in a thread."""
    handler = BaseHandler()
    handler.load_middleware()

    async def served(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["path"] != path or scope["method"] != "GET":
            await application(scope, receive, send)
            return
        request = application.request_class(scope, BytesIO())
        await application.send_response(handler.get_response(request), send)

    return served
