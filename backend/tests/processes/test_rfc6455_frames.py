"""Frames and closes as RFC 6455 requires, with the exact code, and without a reset of the connection."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.processes.frame_exchanges import assert_answered, assert_closed_for_flooding
from tests.processes.frame_table import FLOODS, TABLE, Row
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
    assert_answered(embedded, access, row)


@pytest.mark.parametrize("data", FLOODS.values(), ids=FLOODS)
def test_every_frame_counts_against_flooding(embedded: Serve, access: str, data: bytes) -> None:
    assert_closed_for_flooding(embedded, access, data)
