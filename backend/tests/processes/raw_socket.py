"""A WebSocket client that reads only on request."""

from __future__ import annotations

import json
import socket
import struct
from contextlib import suppress
from typing import Any

from tests.processes.narrow import NarrowConnection
from tests.processes.peer import CLOSE, frame, handshake
from tests.processes.players import Account
from tests.processes.programs import WebProgram

TEXT, PONG = 0x1, 0xA


class RawSocket(NarrowConnection):
    def __init__(self, program: WebProgram, account: Account, *, waits: bool = True) -> None:
        """Without `waits`, the handshake continues in the background."""
        super().__init__(program, handshake(account.access), seconds=10)
        if waits:
            self.accepted()

    def accepted(self) -> None:
        answer = b""
        while not answer.endswith(b"\r\n\r\n"):
            answer += self._connection.recv(1)
        assert answer.startswith(b"HTTP/1.1 101"), answer

    def reset(self) -> None:
        """Ends the connection without a Close frame: the server gets an RST."""
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._connection.close()

    def close_half(self) -> None:
        """Ends the client's stream, and continues reading."""
        self._connection.shutdown(socket.SHUT_WR)

    def send(self, **message: Any) -> None:
        self.send_frames(frame(TEXT, json.dumps(message).encode()))

    def send_frames(self, *frames: bytes) -> None:
        """Sends everything in one segment if it fits."""
        self._connection.sendall(b"".join(frames))

    def send_until_it_is_full(self, frames: bytes) -> int:
        """Sends the frames repeatedly, at most 400 times, until the server accepts no more. Returns how often."""
        for sent in range(400):
            try:
                self.send_frames(frames)
            except OSError:
                return sent
        return 400

    def send_while_it_is_open(self, **message: Any) -> None:
        """Ignores a connection that the server has closed."""
        with suppress(OSError):
            self.send(**message)

    def pong_while_it_is_open(self) -> None:
        """Sends unsolicited pongs, which keep the server from dropping the client as silent."""
        with suppress(OSError):
            self.send_frames(frame(PONG))

    def send_until_it_is_cut(self, **message: Any) -> int:
        """Returns how many were sent before the server closed the connection, at most 100,000."""
        for sent in range(100_000):
            try:
                self.send(**message)
            except (ConnectionError, TimeoutError):
                return sent
        return 100_000

    def close_code(self) -> int | None:
        """Reads to the end and returns the close code; None if the connection ends without a close frame."""
        data = b""
        with suppress(ConnectionError):
            while part := self._connection.recv(65536):
                data += part
        while len(data) >= 2:
            length, start = data[1] & 0x7F, 2
            if length == 126:
                length, start = struct.unpack("!H", data[2:4])[0], 4
            if data[0] & 0x0F == CLOSE:
                return int(struct.unpack("!H", data[start : start + 2])[0])
            data = data[start + length :]
        return None
