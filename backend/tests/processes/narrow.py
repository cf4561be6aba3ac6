"""A connection with tiny buffers, to a client that reads only on request."""

from __future__ import annotations

import socket
from typing import Self

from tests.processes.programs import WebProgram
from tests.services.ports import HOST

BUFFER_BYTES = 4096
SEGMENT_BYTES = 1400  # as in most networks; with loopback's 64 KiB, the kernel buffers megabytes per connection


class NarrowConnection:
    def __init__(self, program: WebProgram, request: bytes, *, seconds: float) -> None:
        self._connection = socket.socket()
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER_BYTES)
        self._connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, SEGMENT_BYTES)
        self._connection.settimeout(seconds)
        self._connection.connect((HOST, program.port))
        self._connection.sendall(request)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()
