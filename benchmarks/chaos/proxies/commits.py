"""A proxy between a process and MariaDB, which drops the response to a COMMIT and closes the connection."""

from __future__ import annotations

import random

from benchmarks.chaos.proxies.tcp import Cut, Link, Proxy

HEADER = 4  # packet header: three bytes of length, one of sequence
QUERY = 0x03
OK, ERROR = 0x00, 0xFF
MORE_RESULTS = 0x0008
LENGTHS = {0xFC: 2, 0xFD: 3, 0xFE: 8}


class CommitProxy(Proxy):
    """Drops `share` of the responses to COMMIT. `lost` counts those whose transaction was committed."""

    def __init__(self, port: int, chance: random.Random) -> None:
        super().__init__(port)
        self.chance = chance
        self.share = 0.0
        self.lost = 0

    def link(self) -> Link:
        return _CommitLink(self)


class _CommitLink(Link):
    def __init__(self, proxy: CommitProxy) -> None:
        self._proxy = proxy
        self._answer: bytes | None = None  # the data after a COMMIT whose response is to be dropped

    def to_server(self, data: bytes) -> bytes:
        if self._proxy.share and is_commit(data) and self._proxy.chance.random() < self._proxy.share:
            self._answer = b""
        return data

    def to_client(self, data: bytes) -> bytes:
        if self._answer is None:
            return data
        self._answer += data
        committed = outcome(self._answer)
        if committed is None:
            return b""
        if committed:
            self._proxy.lost += 1
            raise Cut
        data, self._answer = self._answer, None
        return data


def is_commit(packet: bytes) -> bool:
    """Whether the packet is a query that ends with COMMIT, alone or after other statements."""
    return packet[HEADER : HEADER + 1] == bytes([QUERY]) and packet.rstrip(b"; ").endswith(b"COMMIT")


def outcome(answer: bytes) -> bool | None:
    """Whether all statements of a query without result sets succeeded; None while the response is incomplete."""
    while len(answer) > HEADER:
        end = HEADER + int.from_bytes(answer[:3], "little")
        payload, answer = answer[HEADER:end], answer[end:]
        if payload[0] == ERROR:
            return False
        if payload[0] != OK or len(payload) < end - HEADER:
            return None
        if not _status(payload) & MORE_RESULTS:
            return True
    return None


def _status(ok: bytes) -> int:
    """The position after the affected rows and the last insert ID, which are the first fields of an OK packet."""
    at = 1
    for _ in range(2):
        at += 1 + LENGTHS.get(ok[at], 0)
    return int.from_bytes(ok[at : at + 2], "little")
