"""Thousands of sockets that only answer pings, or thousands of event streams. Opening one takes three system calls, so
the server does most of the work.
"""

from __future__ import annotations

import asyncio
import socket
from collections import deque
from collections.abc import Callable, Iterable

from benchmarks.wire import PING, Closed, pong, upgrade
from tests.services.ports import HOST

AT_ONCE = 50


class Crowd:
    def __init__(self, port: int, opening: Callable[[str], bytes] = upgrade) -> None:
        """`opening` builds the request for a token."""
        self.port = port
        self.opening = opening
        self.sockets: list[socket.socket] = []

    def open(self, tokens: Iterable[str]) -> None:
        """Opens them in batches, like a reconnecting crowd. Blocks."""
        under_way: deque[socket.socket] = deque()
        for token in tokens:
            if len(under_way) == AT_ONCE:
                self._opened(under_way.popleft())
            one = socket.create_connection((HOST, self.port))
            one.sendall(self.opening(token))
            under_way.append(one)
        while under_way:
            self._opened(under_way.popleft())

    def answer_pings(self) -> None:
        """Responds to pings, as every client library does, on the running event loop."""
        loop = asyncio.get_running_loop()
        for one in self.sockets:
            one.setblocking(False)
            loop.add_reader(one, _answer, one)

    def close(self) -> None:
        for one in self.sockets:
            one.close()
        self.sockets = []

    def leave(self) -> None:
        """Closes the sockets while the running event loop reads them."""
        for one in self.sockets:
            asyncio.get_running_loop().remove_reader(one)
        self.close()

    def _opened(self, one: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            got = one.recv(4096)
            if not got:
                raise Closed(head.decode())
            head += got
        if not head.startswith((b"HTTP/1.1 101", b"HTTP/1.1 200")):
            raise Closed(head.decode())
        self.sockets.append(one)


def _answer(one: socket.socket) -> None:
    frame = one.recv(4096)
    if len(frame) < 2 or frame[0] != PING:
        asyncio.get_running_loop().remove_reader(one)
        raise Closed(repr(frame))
    one.send(pong(frame[2 : 2 + frame[1]]))
