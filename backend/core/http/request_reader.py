"""Reads HTTP/1.1 requests as their bytes arrive, before gunicorn or Twisted parses them. Decision 0064.

Both servers get complete requests in the same form: limited in size, with a Content-Length, and with a path as the
target. So neither server waits for a client in a thread, and both refuse the same requests in the same way.
"""

from __future__ import annotations

import re
import time

from core.http.errors import RequestRefused
from core.http.limits import MAX_HEAD_BYTES, MAX_LINE_BYTES, MIN_BYTES_PER_SECOND, REQUEST_SECONDS
from core.http.request_head import RequestHead

_BARE_LF = re.compile(rb"(?<!\r)\n")


class RequestReader:
    """Reads the requests of one connection in turn. Not thread-safe."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._head: RequestHead | None = None
        self._started_at = time.monotonic()
        self._received = 0
        self._searched, self._has_line = 0, False  # while the head is incomplete

    def receive(self, data: bytes) -> None:
        if not self._received:
            self._started_at = time.monotonic()
        self._received += len(data)
        self._buffer += data

    def take(self) -> bytes | None:
        """Returns the next request if it is complete. Raises RequestRefused."""
        self._head = self._head or self._take_head()
        if self._head is None:
            return None
        try:
            body = self._head.body.take(self._buffer)
        except RequestRefused as refused:
            refused.request_id = self._head.request_id
            raise
        if body is None:
            return None
        request = self._head.render(len(body)) + body
        self._head, self._received = None, len(self._buffer)
        self._started_at = time.monotonic()
        return request

    def rest(self) -> bytes:
        rest, self._buffer, self._received = bytes(self._buffer), bytearray(), 0
        return rest

    @property
    def started(self) -> bool:
        """Returns whether part of the next request has arrived."""
        return self._received > 0

    @property
    def age(self) -> float:
        """Returns the seconds since the request began, or since the connection became idle."""
        return time.monotonic() - self._started_at

    @property
    def seconds_left(self) -> float:
        return REQUEST_SECONDS + self._received / MIN_BYTES_PER_SECOND - self.age

    @property
    def buffered_bytes(self) -> int:
        return len(self._buffer)

    def wants_continue(self) -> bool:
        """Returns whether the client is waiting for a 100 Continue. True only once per request."""
        if self._head is None or not self._head.expects_continue:
            return False
        self._head.expects_continue = False
        return not self._buffer

    def _take_head(self) -> RequestHead | None:
        while self._buffer.startswith(b"\r\n"):
            del self._buffer[:2]
        end = self._buffer.find(b"\r\n\r\n", max(self._searched - 3, 0), MAX_HEAD_BYTES + 4)
        self._check_line()
        if end < 0:
            if len(self._buffer) > MAX_HEAD_BYTES:
                raise RequestRefused(431)
            if _BARE_LF.search(self._buffer, self._searched):
                raise RequestRefused(400)
            self._searched = len(self._buffer)
            return None
        head = bytes(self._buffer[: end + 2])
        del self._buffer[: end + 4]
        self._searched, self._has_line = 0, False
        return RequestHead(head)

    def _check_line(self) -> None:
        if not self._has_line:
            self._has_line = self._buffer.find(b"\r\n", max(self._searched - 1, 0), MAX_LINE_BYTES + 2) >= 0
            if not self._has_line and len(self._buffer) > MAX_LINE_BYTES + 1:
                raise RequestRefused(414)
