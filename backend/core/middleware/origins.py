"""Decides which web pages may use a browser's cookie or open a socket.

Allows pages from `CORS_ALLOWED_ORIGINS` and from the request's own host, which is the single origin behind the edge.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import validate_host

from core.http.errors import error_body
from core.http.handshakes import refusal_headers
from core.middleware.request_log import request_id


def is_allowed(origin: str, host: str) -> bool:
    """`origin` and `host` are the values of the request headers."""
    if origin in settings.CORS_ALLOWED_ORIGINS:
        return True
    try:
        page = urlsplit(origin)
    except ValueError:
        return False
    if page.scheme not in ("http", "https") or page.netloc != host:
        return False
    return validate_host(page.hostname or "", settings.ALLOWED_HOSTS)


def guard(application: Any) -> Any:
    """ASGI middleware that refuses other origins before authentication. Requests without an Origin don't come from
    browsers.
    """

    async def guarded(scope: dict[str, Any], receive: Any, send: Any) -> None:
        headers = dict(scope["headers"])
        origin = headers.get(b"origin")
        if origin is None or is_allowed(origin.decode("latin-1"), headers.get(b"host", b"").decode("latin-1")):
            await application(scope, receive, send)
        else:
            await refuse(scope, receive, send)

    return guarded


async def refuse(scope: dict[str, Any], receive: Any, send: Any, status: int = 403) -> None:
    """Refuses a handshake with an error response, or with a bare 403 if the server (in tests) supports no Denial
    Response.
    """
    await receive()
    if "websocket.http.response" in scope.get("extensions", {}):
        headers = refusal_headers(status, request_id())
        await send({"type": "websocket.http.response.start", "status": status, "headers": headers})
        await send({"type": "websocket.http.response.body", "body": error_body(status)})
    else:
        await send({"type": "websocket.close"})


async def refuse_unknown_path(scope: dict[str, Any], receive: Any, send: Any) -> None:
    await refuse(scope, receive, send, 404)
