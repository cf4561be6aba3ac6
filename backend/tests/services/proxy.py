"""A TCP proxy in front of a database that can drop packets."""

from __future__ import annotations

import contextlib
import enum
import re
import socket
import threading
from collections.abc import Iterator
from typing import Self

from tests.services.ports import HOST

CHUNK = 65536
HEADER_BYTES = 4  # length and number in its sequence


class Cut(enum.Enum):
    """When the connection is cut: the next COMMIT or its response is lost with it."""

    BEFORE_COMMIT = enum.auto()
    AFTER_COMMIT = enum.auto()


class DatabaseProxy:
    """`packets` are those sent by clients. While `swallows` is set, nothing gets through in either direction.

    The responses to packets that contain `loses` don't get through.
    """

    def __init__(self, target: int) -> None:
        self._target = target
        self._listener = socket.create_server((HOST, 0))
        self.port = int(self._listener.getsockname()[1])
        self.packets: list[bytes] = []
        self.swallows = False
        self.loses: bytes | None = None
        self.cut: Cut | None = None
        self.rewrite: tuple[bytes, bytes] | None = None  # a pattern and its replacement, for one packet

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection((HOST, self._target))
            except OSError:  # the database is unavailable
                client.close()
                continue
            link = _Link(self, client, server)
            for pump in (link.up, link.down):
                threading.Thread(target=pump, daemon=True).start()


class _Link:
    """One connection of a client, and the matching one to the server."""

    def __init__(self, proxy: DatabaseProxy, client: socket.socket, server: socket.socket) -> None:
        self._proxy, self._client, self._server = proxy, client, server
        self._loses_answer = False
        self._is_lost = False

    def up(self) -> None:
        with self._ends():
            while packet := self._client.recv(CHUNK):
                if self._proxy.swallows:
                    continue
                packet = self._rewritten(packet)
                self._proxy.packets.append(packet)
                self._is_lost = self._proxy.loses is not None and self._proxy.loses in packet
                if self._proxy.cut and packet.endswith(b"COMMIT"):
                    cut, self._proxy.cut = self._proxy.cut, None
                    if cut is Cut.BEFORE_COMMIT:
                        return
                    self._loses_answer = True
                self._server.sendall(packet)

    def down(self) -> None:
        with self._ends():
            while packet := self._server.recv(CHUNK):
                if self._loses_answer:
                    return
                if not self._proxy.swallows and not self._is_lost:
                    self._client.sendall(packet)

    def _rewritten(self, packet: bytes) -> bytes:
        pattern, replacement = self._proxy.rewrite or (b"", b"")
        if not pattern or not re.search(pattern, packet):
            return packet
        self._proxy.rewrite = None
        payload = re.sub(pattern, replacement, packet[HEADER_BYTES:])
        return len(payload).to_bytes(3, "little") + packet[3:HEADER_BYTES] + payload

    @contextlib.contextmanager
    def _ends(self) -> Iterator[None]:
        """Closes both ends."""
        with contextlib.suppress(OSError):
            yield
        for end in (self._client, self._server):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
