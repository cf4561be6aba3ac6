"""Members of a group apply a play shortly after it is acknowledged, unless the play or the read waits for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.clusters import reads
from tests.services.group_replication import GroupReplication

EVENTUAL = "EVENTUAL"


@pytest.fixture
def consistency(group: GroupReplication, request: pytest.FixtureRequest) -> Iterator[str]:
    for node in group.nodes:
        node.query(f"SET GLOBAL group_replication_consistency = '{request.param}'")
    yield request.param
    for node in group.nodes:
        node.query(f"SET GLOBAL group_replication_consistency = '{EVENTUAL}'")


@pytest.mark.parametrize("consistency", [EVENTUAL, "BEFORE", "AFTER"], indirect=True)
def test_a_read_on_another_member_is_never_older_only_where_one_waits(
    group: GroupReplication, group_players: Iterator[int], consistency: str
) -> None:
    found = reads.after_plays(next(group_players), group.nodes[0], group.nodes[1])
    print(f"group_replication_consistency={consistency}: {found}")
    assert (found.older == 0) == (consistency != EVENTUAL)
