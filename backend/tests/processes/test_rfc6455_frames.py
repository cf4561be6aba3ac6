"""Every frame and every close as RFC 6455 says, with the exact code, and an end of the connection that is no reset."""

from __future__ import annotations

import struct
from collections.abc import Iterator

import pytest

from tests.processes.frame_table import FLOODS, TABLE, Row
from tests.processes.peer import Peer, handshake
from tests.processes.players import Edge
from tests.processes.programs import Serve


@pytest.fixture(scope="module")
def access(embedded: Serve) -> Iterator[str]:
    edge = Edge(embedded)
    yield edge.register().access
    edge.close()


def test_the_table_is_as_large_as_was_promised() -> None:
    assert len({row.name for row in TABLE}) == len(TABLE) >= 126


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_a_frame(embedded: Serve, access: str, row: Row) -> None:
    with Peer(embedded, handshake(access)) as peer:
        assert peer.response().status == 101
        seen = peer.exchange(row.data, len(row.answers), row.then, closes=row.closes)
    assert seen.close is not None
    assert (seen.close[:2] if row.has_reason else seen.close) == row.close
    assert tuple(seen.frames) == row.answers
    assert not seen.is_reset


@pytest.mark.parametrize("data", FLOODS.values(), ids=FLOODS)
def test_every_frame_counts_against_flooding(embedded: Serve, access: str, data: bytes) -> None:
    with Peer(embedded, handshake(access)) as peer:
        assert peer.response().status == 101
        seen = peer.exchange(data, 1000)
    assert seen.close == struct.pack("!H", 1008)
    assert len(seen.frames) < 300
    assert not seen.is_reset
