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

TEXT, CLOSE, PING = 0x1, 0x8, 0x9
FINAL, MASKED = 0x80, 0x80
SEGMENT_BYTES = 1400  # as in most networks; with loopback's 64 KiB the kernel keeps megabytes for a connection


class RawSocket:
    def __init__(
        self, program: WebProgram, account: Account, *, receive_buffer: int = 4096, waits: bool = True
    ) -> None:
        """Without `waits` the handshake goes on while the test does something else."""
        self._connection = socket.socket()
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self._connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, SEGMENT_BYTES)
        self._connection.settimeout(10)
        self._connection.connect((HOST, program.port))
        self._connection.sendall(
            f"GET /ws/game/ HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {b64encode(os.urandom(16)).decode()}\r\nSec-WebSocket-Version: 13\r\n"
            f"Authorization: Bearer {account.access}\r\n\r\n".encode()
        )
        if waits:
            self.accepted()

    def accepted(self) -> None:
        answer = b""
        while not answer.endswith(b"\r\n\r\n"):
            answer += self._connection.recv(1)
        assert answer.startswith(b"HTTP/1.1 101"), answer

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    def reset(self) -> None:
        """Ends the connection without a word: the other side gets an RST."""
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._connection.close()

    def close_half(self) -> None:
        """Sends nothing more, and reads on."""
        self._connection.shutdown(socket.SHUT_WR)

    def send(self, **frame: Any) -> None:
        self.send_text(json.dumps(frame).encode())

    def send_text(self, text: bytes) -> None:
        self.send_frames((FINAL | TEXT, text))

    def send_frames(self, *frames: tuple[int, bytes]) -> None:
        """In one segment, if it is large enough: the first byte and the payload of each."""
        self._connection.sendall(b"".join(masked(first, payload) for first, payload in frames))

    def send_until_it_is_full(self, frames: list[tuple[int, bytes]]) -> int:
        """Sends them again and again. Gives how often, at most 400 times, until the server took no more."""
        for sent in range(400):
            try:
                self.send_frames(*frames)
            except OSError:
                return sent
        return 400

    def send_while_it_is_open(self, **frame: Any) -> None:
        """Says nothing of a connection that the server has ended."""
        with suppress(OSError):
            self.send(**frame)

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


def masked(first: int, payload: bytes) -> bytes:
    size = len(payload)
    length = bytes([MASKED | size]) if size < 126 else bytes([MASKED | 126]) + struct.pack("!H", size)
    mask = secrets.token_bytes(4)
    return bytes([first]) + length + mask + bytes(byte ^ mask[at % 4] for at, byte in enumerate(payload))
