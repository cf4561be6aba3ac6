"""A group that loses its majority: COMMIT blocks without a timeout, while reads work."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.clusters import ledger
from tests.clusters.http_load import Load
from tests.clusters.outage import Outage
from tests.processes.programs import UNLIMITED, Gunicorn, environment
from tests.services import RedisServer
from tests.services.group_replication import GroupReplication

REQUEST_SECONDS = 6.0
RECOVERY_SECONDS = 5.0


@pytest.fixture(scope="module")
def gunicorn(group: GroupReplication, group_players: Iterator[int]) -> Iterator[Gunicorn]:
    url = group.nodes[0].url
    with RedisServer() as redis, Gunicorn(environment(DATABASE_URL=url, REDIS_URL=redis.url, **UNLIMITED)) as web:
        yield web


def test_without_a_majority_plays_are_refused_in_time_and_none_is_lost(
    group: GroupReplication, gunicorn: Gunicorn, seconds: int
) -> None:
    load = Load(gunicorn)
    outage = Outage(load, group.nodes, lambda: group.nodes[0].has_majority)

    outage.run(seconds * 0.4)

    verdict = ledger.compare(load.acknowledged, group.nodes)
    print(f"longest request {load.longest:.1f} s, recovery {outage.recovery:.1f} s, {outage.health}", verdict)
    assert verdict.faults == (0, 0, 0, 0)
    assert load.statuses == {200, 503}
    assert load.replayed > 0  # they were waiting in COMMIT, and were committed when the majority returned
    assert load.longest <= REQUEST_SECONDS
    assert outage.recovery <= RECOVERY_SECONDS
    assert (outage.health["status"], outage.health["checks"]["database"]) == ("degraded", "read_only")
