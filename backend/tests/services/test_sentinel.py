"""The Sentinels used by other tests: they promote the replica if the primary is lost, and demote the old primary."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.services.sentinel import SentinelGroup


@pytest.fixture
def group() -> Iterator[SentinelGroup]:
    with SentinelGroup() as group:
        yield group


def test_a_killed_primary_is_replaced_and_catches_up_after_its_restart(group: SentinelGroup) -> None:
    old, new = group.primary, group.replica
    assert (old, new) == group.servers
    old.ask("SET", "key", "value")
    group.await_settled()
    old.kill()
    assert group.await_primary(new) > 0
    new.ask("SET", "other", "value")
    old.start()
    group.await_that(lambda: group.replica.has_all_of(group.primary))
    assert [sorted(server.ask("KEYS", "*")) for server in group.servers] == [[b"key", b"other"]] * 2
