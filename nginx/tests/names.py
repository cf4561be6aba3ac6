"""A name server whose records tests can set."""

from __future__ import annotations

import socketserver
import struct
import threading
from typing import Self

from tests.services.ports import HOST, free_port

IPV4 = 1
FOUND, NOT_FOUND = 0x8180, 0x8183


class Names:
    """A context manager. `names["http"] = ["127.0.0.2"]` moves the name. Without addresses, the name doesn't exist."""

    def __init__(self) -> None:
        self.addresses: dict[str, list[str]] = {}
        self.port = free_port()
        self.address = f"{HOST}:{self.port}"
        self._server = _Server((HOST, self.port), self)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    def __setitem__(self, name: str, addresses: list[str]) -> None:
        self.addresses[name] = addresses

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_fault: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(socketserver.UDPServer):
    def __init__(self, address: tuple[str, int], names: Names) -> None:
        self.names = names
        super().__init__(address, _Question)


class _Question(socketserver.BaseRequestHandler):
    server: _Server

    def handle(self) -> None:
        data, client = self.request
        client.sendto(answer(data, self.server.names.addresses), self.client_address)


def answer(question: bytes, addresses: dict[str, list[str]]) -> bytes:
    labels, at = [], 12
    while length := question[at]:
        labels.append(question[at + 1 : at + 1 + length].decode())
        at += 1 + length
    kind = int.from_bytes(question[at + 1 : at + 3])
    found = addresses.get(".".join(labels), [])
    records = found if kind == IPV4 else []
    head = question[:2] + struct.pack("!5H", FOUND if found else NOT_FOUND, 1, len(records), 0, 0)
    return head + question[12 : at + 5] + b"".join(_record(address) for address in records)


def _record(address: str) -> bytes:
    """The record's name is a pointer to the name in the question. The TTL is one second."""
    return struct.pack("!HHHIH", 0xC00C, IPV4, 1, 1, 4) + bytes(int(part) for part in address.split("."))
