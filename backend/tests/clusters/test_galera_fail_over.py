"""A Galera cluster behind HAProxy whose writer is killed and restarted, or whose majority is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.clusters import ledger
from tests.clusters.http_load import Load
from tests.clusters.outage import Outage
from tests.processes.programs import UNLIMITED, Gunicorn, environment
from tests.services import RedisServer
from tests.services.galera import GaleraCluster

REQUEST_SECONDS = 6.0  # from the contract: a refusal within 6 s
RECOVERY_SECONDS = 5.0  # … and the first success within 5 s


@pytest.fixture(scope="module")
def gunicorn(galera: GaleraCluster, galera_players: Iterator[int]) -> Iterator[Gunicorn]:
    """A process whose persistent connections go through HAProxy."""
    with (
        RedisServer() as redis,
        Gunicorn(environment(DATABASE_URL=galera.url, REDIS_URL=redis.url, **UNLIMITED)) as web,
    ):
        yield web


def test_a_killed_writer_and_its_return_lose_nothing(galera: GaleraCluster, gunicorn: Gunicorn, seconds: int) -> None:
    writer, load = galera.nodes[0], Load(gunicorn)

    load.run(
        (seconds * 0.2, writer.kill),
        (seconds * 0.3, writer.start),
        (seconds * 0.5, lambda: None),
    )

    verdict = ledger.compare(load.acknowledged, galera.nodes)
    print(f"longest request {load.longest:.1f} s, longest time without a success {load.gap:.1f} s", verdict)
    assert verdict.faults == (0, 0, 0, 0)
    assert load.statuses <= {200, 503}
    assert load.gap <= RECOVERY_SECONDS
    assert load.longest <= REQUEST_SECONDS
    assert writer.sessions > 0
    assert [node.sessions for node in galera.nodes[1:]] == [0, 0]


def test_without_a_majority_plays_are_refused_in_time_and_none_is_lost(
    galera: GaleraCluster, gunicorn: Gunicorn, seconds: int
) -> None:
    load = Load(gunicorn)
    outage = Outage(load, galera.nodes, lambda: galera.nodes[0].status("wsrep_cluster_status") == "Primary")

    outage.run(seconds * 0.4)

    verdict = ledger.compare(load.acknowledged, galera.nodes)
    print(f"longest request {load.longest:.1f} s, recovery {outage.recovery:.1f} s, {outage.health}", verdict)
    assert verdict.faults == (0, 0, 0, 0)
    assert load.statuses == {200, 503}
    assert load.longest <= REQUEST_SECONDS
    assert outage.recovery <= RECOVERY_SECONDS
    assert outage.health["status"] == "unhealthy"  # a node without a majority refuses reads too
