"""Daphne's HTTP requests. Validates handshakes before the upgrade, and sends errors in the API's shape."""

from __future__ import annotations

from typing import Any

import structlog
from twisted.web.http import datetimeToString

from core.http.errors import error_body
from core.http.handshakes import is_handshake, refusal_headers, refused_status
from core.http.request_ids import request_id_from
from core.servers.http_responses import PacedRequest

logger = structlog.get_logger(__name__)


class HttpRequest(PacedRequest):
    def __init__(self, channel: Any, queued: Any) -> None:
        super().__init__(channel, queued, parsePOSTFormSubmission=False)  # Django parses forms

    def process(self) -> Any:
        if not is_handshake(self):
            return super().process()
        if status := refused_status(self):
            return self.refuse(status)
        self.content.seek(0)
        self.requestHeaders.setRawHeaders(b"Upgrade", [b"websocket"])  # the only value that Daphne recognizes
        self.requestHeaders.removeHeader(b"Sec-WebSocket-Extensions")  # no extensions are supported
        return super().process()

    def handle_reply(self, message: Any) -> None:
        super().handle_reply(message)
        if message.get("type") == "http.response.start" and not self.finished:
            self.setHeader(b"Date", datetimeToString())

    def basic_error(self, status: int, status_text: bytes, body: str) -> None:
        """Sends JSON, where Daphne would send an HTML page."""
        self.refuse(status)

    def refuse(self, status: int) -> None:
        offered = self.requestHeaders.getRawHeaders(b"X-Request-ID", [b""])[0]
        request_id = request_id_from(offered.decode("latin-1"))
        logger.info("request.refused", status=status, request_id=request_id)
        headers = refusal_headers(status, request_id)
        self.handle_reply({"type": "http.response.start", "status": status, "headers": headers})
        self.handle_reply({"type": "http.response.body", "body": error_body(status)})
