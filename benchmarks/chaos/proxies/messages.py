"""A proxy between a process and Redis, which silently drops published messages."""

from __future__ import annotations

from benchmarks.chaos.proxies.tcp import Link, Proxy

STARTS = (b"*3\r\n$7\r\nmessage\r\n", b">3\r\n$7\r\nmessage\r\n")
LINE = b"\r\n"


class MessageProxy(Proxy):
    """While `losing` is set, messages to subscribers are dropped and counted in `lost`. All other replies pass."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.losing = False
        self.lost = 0

    def link(self) -> Link:
        return _MessageLink(self)


class _MessageLink(Link):
    def __init__(self, proxy: MessageProxy) -> None:
        self._proxy = proxy

    def to_client(self, data: bytes) -> bytes:
        if not self._proxy.losing:
            return data
        kept, lost = without_messages(data)
        self._proxy.lost += lost
        return kept


def without_messages(data: bytes) -> tuple[bytes, int]:
    """The chunk without the complete messages at its beginning, and their number."""
    lost = 0
    while start := next((start for start in STARTS if data.startswith(start)), None):
        end = _after_text(data, _after_text(data, len(start)))
        if end is None:
            break
        data, lost = data[end:], lost + 1
    return data, lost


def _after_text(data: bytes, at: int | None) -> int | None:
    """The position after the length-prefixed text at `at`; None if the chunk ends before that."""
    if at is None:
        return None
    line = data.find(LINE, at)
    if line < 0:
        return None
    end = line + len(LINE) + int(data[at + 1 : line]) + len(LINE)
    return end if end <= len(data) else None
