"""Daphne's HTTP connections, which pass only complete requests to Twisted (`core.http.request_reader`)."""

from __future__ import annotations

from typing import Any

import structlog
from twisted.web.http import HTTPChannel

from core.http.errors import RequestRefused, error_response
from core.http.request_ids import request_id_from
from core.http.request_reader import RequestReader

LINGER_SECONDS = 2.0  # for the client to close first, because a reset could overtake the response
MAX_PIPELINED_BYTES = 64 * 1024

logger = structlog.get_logger(__name__)


class Channel(HTTPChannel):  # type: ignore[misc]  # twisted's types are not read
    """A connection. Twisted's parser gets the next request once the response to the previous one has been sent."""

    def connectionMade(self) -> None:  # noqa: N802  Twisted's name
        super().connectionMade()
        self._reader = RequestReader()
        self._is_answering = self._is_closing = False
        self._deadline: Any = None
        self._set_deadline()

    def connectionLost(self, reason: Any) -> None:  # noqa: N802
        self._stop_reading()
        super().connectionLost(reason)

    def dataReceived(self, data: bytes) -> None:  # noqa: N802
        if self._is_closing:
            return
        self.resetTimeout()  # the timeout of idle connections
        self._reader.receive(data)
        if not self._is_answering:
            self._take_request()
        elif self._reader.buffered_bytes > MAX_PIPELINED_BYTES:
            self._networkProducer.pauseProducing()

    def requestDone(self, request: Any) -> None:  # noqa: N802
        super().requestDone(request)
        self._is_answering = False
        if self._reader.started:
            self.callLater(0, self._take_request)

    def _take_request(self) -> None:
        if self._is_answering or self._is_closing or not self.persistent:
            return
        try:
            request = self._reader.take()
        except RequestRefused as refused:
            self._refuse(refused)
            return
        if request is not None:
            self._clear_deadline()
            self._is_answering = True
            super().dataReceived(request)
            self._pass_on_rest()
            return
        self._set_deadline()
        if self._reader.wants_continue():
            self._send100Continue()

    def _pass_on_rest(self) -> None:
        """Bytes after a handshake are no longer HTTP."""
        if self.transport.protocol is not self and (rest := self._reader.rest()):
            self.transport.protocol.dataReceived(rest)

    def _set_deadline(self) -> None:
        if self._deadline is None:
            self._deadline = self.callLater(max(self._reader.seconds_left, 0.1), self._check_deadline)

    def _clear_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _check_deadline(self) -> None:
        self._deadline = None
        if self._reader.seconds_left > 0:
            self._set_deadline()
        elif self._reader.started:
            self._refuse(RequestRefused(408))
        else:
            self.loseConnection()

    def _respondToBadRequestAndDisconnect(self) -> None:  # noqa: N802
        """Sends an error response; Twisted would send only a status line."""
        self._refuse(RequestRefused(400))

    def _refuse(self, refused: RequestRefused) -> None:
        self._stop_reading()
        self.setTimeout(None)
        request_id = request_id_from(refused.request_id)
        address = getattr(self.getPeer(), "host", None)
        logger.info("request.refused", status=refused.status, address=address, request_id=request_id)
        self.transport.write(error_response(refused.status, request_id))
        self.transport.loseWriteConnection()
        self.callLater(LINGER_SECONDS, self.transport.abortConnection)

    def _stop_reading(self) -> None:
        self._is_closing = True
        self._clear_deadline()
