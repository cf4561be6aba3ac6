"""A WebSocket client that reads only when it is told to, over a connection with hardly any room."""

from __future__ import annotations

import json
import os
import secrets
import socket
import struct
from base64 import b64encode
from contextlib import suppress
from typing import Any, Self

from tests.processes.players import Account
from tests.processes.programs import WebProgram
from tests.services.ports import HOST

TEXT, CLOSE = 0x1, 0x8
FINAL, MASKED = 0x80, 0x80


class RawSocket:
    def __init__(self, program: WebProgram, account: Account, *, receive_buffer: int = 4096) -> None:
        self._connection = socket.socket()
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self._connection.settimeout(10)
        self._connection.connect((HOST, program.port))
        self._connection.sendall(
            f"GET /ws/game/ HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {b64encode(os.urandom(16)).decode()}\r\nSec-WebSocket-Version: 13\r\n"
            f"Authorization: Bearer {account.access}\r\n\r\n".encode()
        )
        answer = b""
        while not answer.endswith(b"\r\n\r\n"):
            answer += self._connection.recv(1)
        assert answer.startswith(b"HTTP/1.1 101"), answer

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self._connection.close()

    def send(self, **frame: Any) -> None:
        self.send_text(json.dumps(frame).encode())

    def send_text(self, text: bytes) -> None:
        length = (
            bytes([MASKED | len(text)]) if len(text) < 126 else bytes([MASKED | 126]) + struct.pack("!H", len(text))
        )
        mask = secrets.token_bytes(4)
        masked = bytes(byte ^ mask[at % 4] for at, byte in enumerate(text))
        self._connection.sendall(bytes([FINAL | TEXT]) + length + mask + masked)

    def send_until_it_is_cut(self, **frame: Any) -> int:
        """Gives how many were sent before the server had enough, at most a hundred thousand."""
        for sent in range(100_000):
            try:
                self.send(**frame)
            except (ConnectionError, TimeoutError):
                return sent
        return 100_000

    def close_code(self) -> int | None:
        """Reads on to the end; None if the connection ends without a close frame."""
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
