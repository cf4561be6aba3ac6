"""Reads request bodies with a Content-Length or in chunks (RFC 9112 6), and returns them once they are complete."""

from __future__ import annotations

import re

from core.http.errors import RequestRefused
from core.http.limits import MAX_CHUNK_LINE_BYTES, MAX_FRAMING, MAX_TRAILER_BYTES

_CHUNK_LINE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*+(?:;[\t\x20-\x7e\x80-\xff]*+)?")


class SizedBody:
    def __init__(self, length: bytes, limit: int) -> None:
        if not length.isdigit():
            raise RequestRefused(400)
        if len(length) > 20 or int(length) > limit:  # Python refuses to convert overlong numbers
            raise RequestRefused(413)
        self._length = int(length)

    def take(self, buffer: bytearray) -> bytes | None:
        if len(buffer) < self._length:
            return None
        body = bytes(buffer[: self._length])
        del buffer[: self._length]
        return body


class ChunkedBody:
    """Takes each chunk from the buffer once it is complete, and drops trailers."""

    def __init__(self, limit: int) -> None:
        self._limit, self._framing = limit, 0
        self._body = bytearray()
        self._ended = False

    def take(self, buffer: bytearray) -> bytes | None:
        while not self._ended:
            line_end = _line_end(buffer, MAX_CHUNK_LINE_BYTES)
            if line_end is None or not self._take_chunk(buffer, line_end):
                return None
        return self._take_trailers(buffer)

    def _take_chunk(self, buffer: bytearray, line_end: int) -> bool:
        line = _CHUNK_LINE.fullmatch(bytes(buffer[:line_end]))
        if line is None:
            raise RequestRefused(400)
        size = int(line[1], 16)
        if len(self._body) + size > self._limit or self._framing > self._limit * MAX_FRAMING:
            raise RequestRefused(413)
        start, end = line_end + 2, line_end + 2 + size
        if size and len(buffer) < end + 2:
            return False
        if size and buffer[end : end + 2] != b"\r\n":
            raise RequestRefused(400)
        self._body += buffer[start:end]
        self._framing += start
        self._ended = not size
        del buffer[: end + 2 if size else start]
        return True

    def _take_trailers(self, buffer: bytearray) -> bytes | None:
        while (line_end := _line_end(buffer, MAX_TRAILER_BYTES)) is not None:
            del buffer[: line_end + 2]
            if line_end == 0:
                return bytes(self._body)
            self._framing += line_end
            if self._framing > self._limit * MAX_FRAMING:
                raise RequestRefused(413)
        return None


def _line_end(buffer: bytearray, limit: int) -> int | None:
    """Raises RequestRefused if the line is longer than the limit."""
    end = buffer.find(b"\r\n", 0, limit + 2)
    if end < 0 and len(buffer) > limit:
        raise RequestRefused(400)
    return None if end < 0 else end
