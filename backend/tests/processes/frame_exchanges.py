"""Sends the rows of `frame_table` to a server, for the tests of the backend and of the edge."""

from __future__ import annotations

import struct

from tests.processes.frame_table import Row
from tests.processes.peer import Peer, handshake
from tests.services.server import Server


def assert_answered(server: Server, access: str, row: Row) -> None:
    with Peer(server, handshake(access)) as peer:
        assert peer.response().status == 101
        seen = peer.exchange(row.data, len(row.answers), row.then, closes=row.closes)
    assert seen.close is not None
    assert (seen.close[:2] if row.has_reason else seen.close) == row.close
    assert tuple(seen.frames) == row.answers
    assert not seen.is_reset


def assert_closed_for_flooding(server: Server, access: str, data: bytes) -> None:
    with Peer(server, handshake(access)) as peer:
        assert peer.response().status == 101
        seen = peer.exchange(data, 1000)
    assert seen.close == struct.pack("!H", 1008)
    assert len(seen.frames) < 300
    assert not seen.is_reset
