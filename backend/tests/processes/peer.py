"""The client's side of a WebSocket, byte by byte, and how the connection ended according to the kernel."""

from __future__ import annotations

import json
import socket
import struct
import time
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Self

from tests.services.ports import HOST
from tests.services.server import Server

SECONDS = 10  # in case something hangs
CLOSE = 0x8
TCP_CLOSED = 7
HANDSHAKE = {
    "Host": "localhost",
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": b64encode(b"0123456789abcdef").decode(),
}


def handshake(
    access: str, *, line: str = "GET /ws/game/ HTTP/1.1", headers: Iterable[tuple[str, str]] = HANDSHAKE.items()
) -> bytes:
    fields = [*headers, ("Authorization", f"Bearer {access}")]
    return "\r\n".join([line, *(f"{name}: {value}" for name, value in fields), "", ""]).encode("latin-1")


def frame(
    opcode: int, payload: bytes = b"", *, fin: bool = True, rsv: int = 0, mask: bool = True, size: int = 0
) -> bytes:
    """`size` is the number of bits for the length: 7, 16 or 64, by default as few as possible."""
    first = fin << 7 | rsv << 4 | opcode
    return bytes([first]) + length(len(payload), size, mask=mask) + (b"\1\2\3\4" + masked(payload) if mask else payload)


def length(number: int, size: int = 0, *, mask: bool = True) -> bytes:
    bits = size or (7 if number < 126 else 16 if number < 1 << 16 else 64)
    short = {7: number, 16: 126, 64: 127}[bits]
    return (
        bytes([mask << 7 | short])
        + {7: b"", 16: struct.pack("!H", number & 0xFFFF), 64: struct.pack("!Q", number)}[bits]
    )


def masked(payload: bytes) -> bytes:
    return bytes(byte ^ (1, 2, 3, 4)[at % 4] for at, byte in enumerate(payload))


def close(code: int, reason: bytes = b"") -> bytes:
    return frame(CLOSE, struct.pack("!H", code) + reason)


@dataclass
class Response:
    status: int
    reason: str
    headers: dict[str, list[str]]
    body: bytes

    @property
    def error(self) -> Any:
        return json.loads(self.body)


@dataclass
class Seen:
    """The frames before the Close frame, its payload, and whether the connection was reset."""

    frames: list[tuple[int, bytes]] = field(default_factory=list)
    close: bytes | None = None
    is_reset: bool = False


class Peer:
    def __init__(self, server: Server, head: bytes) -> None:
        self._connection = socket.create_connection((HOST, server.port), timeout=SECONDS)
        self._received = b""
        self._seen = Seen()
        self._has_closed = False
        self._connection.sendall(head)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self._connection.close()

    def response(self, *, has_body: bool = True) -> Response:
        while b"\r\n\r\n" not in self._received and self._receive():
            pass
        head, _, self._received = self._received.partition(b"\r\n\r\n")
        status, *lines = head.decode("latin-1").split("\r\n")
        headers: dict[str, list[str]] = {}
        for line in lines:
            name, _, value = line.partition(": ")
            headers.setdefault(name.lower(), []).append(value)
        size = int(headers.get("content-length", ["0"])[0]) if has_body else 0
        while len(self._received) < size and self._receive():
            pass
        body, self._received = self._received[:size], self._received[size:]
        _, number, reason = status.split(" ", 2)
        return Response(int(number), reason, headers, body)

    def exchange(self, data: bytes, answers: int, then: bytes = b"", *, closes: bool = False) -> Seen:
        """Sends, reads that many frames, sends `then` unless the server has closed, and reads up to the end.

        Answers the server's Close frame, unless the peer has sent one itself: in `then`, or in `data` if `closes`.
        """
        self._has_closed = closes
        self._send(data)
        while len(self._seen.frames) < answers and self._seen.close is None and self._receive():
            self._parse()
        if self._seen.close is None and then:
            self._has_closed = True
            self._send(then)
        return self.ended()

    def send_until_it_is_cut(self, data: bytes) -> int:
        """Reads nothing. Returns the number of bytes sent, at most 32 MiB."""
        sent = 0
        while sent < 32 * 1024 * 1024 and not self._seen.is_reset:
            self._send(data)
            sent += len(data)
        return sent

    def end(self) -> Seen:
        """Ends the client's stream first, like a refused client."""
        self._shut_down()
        while self._receive():
            pass
        self._await_close()
        return self._seen

    def ended(self) -> Seen:
        while self._receive():
            self._parse()
        self._parse()
        self._shut_down()
        self._await_close()
        return self._seen

    def _parse(self) -> None:
        data = self._received
        while len(data) >= 2:
            size, start = (data[1], 2) if data[1] < 126 else (struct.unpack("!H", data[2:4])[0], 4)
            if len(data) < start + size:
                break
            opcode, payload, data = data[0] & 0xF, data[start : start + size], data[start + size :]
            if opcode == CLOSE:
                self._seen.close = payload
                if not self._has_closed:
                    self._send(frame(CLOSE, payload))
            else:
                self._seen.frames.append((opcode, payload))
        self._received = data

    def _receive(self) -> bool:
        try:
            part = self._connection.recv(65536)
        except ConnectionError:
            self._seen.is_reset = True
            return False
        self._received += part
        return bool(part)

    def _send(self, data: bytes) -> None:
        try:
            self._connection.sendall(data)
        except OSError:
            self._seen.is_reset = True

    def _shut_down(self) -> None:
        try:
            self._connection.shutdown(socket.SHUT_WR)
        except OSError:
            self._seen.is_reset = True

    def _await_close(self) -> None:
        """Call it when both streams have ended. Any further packets show how the server closed the connection."""
        deadline = time.monotonic() + SECONDS
        while self._connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0] != TCP_CLOSED:
            assert time.monotonic() < deadline, "The server doesn't close the connection."
            time.sleep(0.001)
        self._seen.is_reset |= bool(self._connection.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR))
