"""Members of a group apply a play shortly after it is acknowledged, unless the play or the read waits for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.clusters import reads
from tests.services.group_replication import GroupReplication


@pytest.fixture
def consistency(group: GroupReplication, request: pytest.FixtureRequest) -> Iterator[None]:
    for node in group.nodes:
        node.query(f"SET GLOBAL group_replication_consistency = '{request.param}'")
    yield
    for node in group.nodes:
        node.query("SET GLOBAL group_replication_consistency = 'EVENTUAL'")


def test_a_read_on_another_member_is_older_if_nothing_waits(
    group: GroupReplication, group_players: Iterator[int]
) -> None:
    with reads.applying_held(group.nodes[1]):
        assert reads.after_plays(next(group_players), group.nodes[0], group.nodes[1], plays=1).older == 1


@pytest.mark.usefixtures("consistency")
@pytest.mark.parametrize("consistency", ["BEFORE", "AFTER"], indirect=True)
def test_a_read_on_another_member_is_never_older_if_one_waits(
    group: GroupReplication, group_players: Iterator[int]
) -> None:
    assert reads.after_plays(next(group_players), group.nodes[0], group.nodes[1]).older == 0
