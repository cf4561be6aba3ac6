"""Refuses handshakes that Daphne has already upgraded from HTTP, on behalf of the application or after a timeout."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

import structlog
from daphne.ws_protocol import WebSocketProtocol

from core.http.errors import ERRORS, error_body
from core.http.handshakes import refusal_headers
from core.http.request_ids import request_id_from
from core.middleware import request_log

logger = structlog.get_logger(__name__)


class RefusingProtocol(WebSocketProtocol):  # type: ignore[misc]  # daphne has no types
    """Implements ASGI's WebSocket Denial Response, which Daphne doesn't support. Daphne's own refusals have no body."""

    request_id = ""
    _denial: dict[str, Any]

    def onConnect(self, request: Any) -> Any:  # noqa: N802  autobahn's name
        self.request_id = request_log.begin(request.headers.get(request_log.HEADER.lower()))
        try:
            return super().onConnect(request)
        finally:
            request_log.end()

    def serverAccept(self, subprotocol: str | None = None) -> None:  # noqa: N802
        if self.state == self.STATE_CONNECTING:
            super().serverAccept((subprotocol, {request_log.HEADER: self.request_id}))

    def handle_reply(self, message: dict[str, Any]) -> None:
        if message["type"] == "websocket.http.response.start":
            self._denial = message
        elif message["type"] == "websocket.http.response.body":
            self._refuse(self._denial["status"], self._denial["headers"], message["body"])
        else:
            super().handle_reply(message)

    def onOpenHandshakeTimeout(self) -> None:  # noqa: N802
        self.openHandshakeTimeoutCall = None
        self.failHandshake("", 503)

    def failHandshake(self, reason: str, code: int = 400, responseHeaders: object = None) -> None:  # noqa: N802, N803
        """Autobahn would put the reason, which quotes the request, into the status line."""
        status = code if code in ERRORS else 400
        self.request_id = self.request_id or request_id_from(None)
        self._refuse(status, refusal_headers(status, self.request_id), error_body(status))

    def _refuse(self, status: int, headers: Iterable[tuple[bytes, bytes]], body: bytes) -> None:
        if self.state != self.STATE_CONNECTING:
            return
        logger.info("request.refused", status=status, request_id=self.request_id)
        line = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n".encode()
        own = [(b"Server", self.factory.server.encode()), (b"Connection", b"close")]
        fields = b"".join(b"%b: %b\r\n" % field for field in [*headers, *own])
        self.sendData(line + fields + b"\r\n" + body)
        self.dropConnection()
