"""A Redis Cluster loses a primary while everything runs: players don't notice, and the promoted replica is used."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.faults.redis_system import FREEZE, KILL, REFRESHES, System, Take, running
from tests.faults.seen import assert_unharmed
from tests.processes.players import Account, Subscriber, subscribed
from tests.services import RedisServer
from tests.services.redis_cluster import ClusterNode, RedisCluster

PUSHED_SECONDS = 1.0  # results that only the sweep finds take up to 1.5 s
LISTENING_AGAIN_SECONDS = 5
ACCOUNTS = 9  # so that each of the three primaries has some


@pytest.fixture(scope="module")
def system(whole_redis_cluster: RedisCluster, spare_redis: RedisServer, database_url: str) -> Iterator[System]:
    with running(database_url, whole_redis_cluster.url, spare_redis.url) as system:
        yield system


@pytest.fixture(autouse=True)
def healthy(system: System, redis_cluster: RedisCluster) -> None:
    system.await_health()


@pytest.mark.parametrize(("take", "give_back"), [KILL, FREEZE], ids=["killed", "frozen"])
def test_a_primary_lost_under_load_harms_nobody(
    system: System, redis_cluster: RedisCluster, take: Take, give_back: Take, seconds: int
) -> None:
    lost = redis_cluster.primaries()[0]
    with system.load() as load:
        time.sleep(seconds * 0.2)
        take(lost)
        without = redis_cluster.await_replaced(lost)
        system.await_health()
        time.sleep(seconds * 0.3)
        give_back(lost)
        redis_cluster.await_settled()
        time.sleep(seconds * 0.2)
    print(f"{without:.1f} s without a primary\n{load.seen}")
    assert_unharmed(load.seen)


def test_results_are_pushed_by_every_node_before_and_after_a_failover(
    system: System, redis_cluster: RedisCluster
) -> None:
    """Results aren't found only by the sweep: the socket process is subscribed to each player's node."""
    accounts = [system.edges[1].register() for _ in range(ACCOUNTS)]
    nodes = {node_of(redis_cluster, account) for account in accounts}
    assert nodes == set(redis_cluster.primaries())
    with subscribed(system.serve, *accounts) as subscribers:
        played_by_all(system, accounts, subscribers, seq=1)
        lost = redis_cluster.primaries()[0]
        lost.kill()
        redis_cluster.await_replaced(lost)
        system.await_health()
        time.sleep(LISTENING_AGAIN_SECONDS)
        played_by_all(system, accounts, subscribers, seq=2)
        lost.start()
        redis_cluster.await_settled()
        played_by_all(system, accounts, subscribers, seq=3)


def test_results_are_pushed_after_a_planned_failover(system: System, redis_cluster: RedisCluster) -> None:
    """Nothing fails, because the old primary redirects commands from now on."""
    accounts = [system.edges[1].register() for _ in range(ACCOUNTS)]
    with subscribed(system.serve, *accounts) as subscribers:
        played_by_all(system, accounts, subscribers, seq=1)
        old = redis_cluster.primaries()
        for node in redis_cluster.nodes:
            if node not in old:
                node.ask("CLUSTER", "FAILOVER")
        redis_cluster.await_that(lambda: not set(old) & set(redis_cluster.primaries()))
        redis_cluster.await_settled()
        time.sleep(LISTENING_AGAIN_SECONDS)
        played_by_all(system, accounts, subscribers, seq=2)


def test_a_limit_counts_across_all_processes_after_a_failover(system: System, redis_cluster: RedisCluster) -> None:
    lost = redis_cluster.primaries()[0]
    lost.kill()
    redis_cluster.await_replaced(lost)
    system.await_health()
    for _ in range(ACCOUNTS):
        account = system.edges[0].register()
        statuses = [refresh(system, account, number) for number in range(REFRESHES + 1)]
        assert statuses == [200] * REFRESHES + [429]


def test_a_session_that_ended_before_a_failover_stays_ended(system: System, redis_cluster: RedisCluster) -> None:
    accounts = [system.edges[0].register() for _ in range(ACCOUNTS)]
    for account in accounts:
        assert system.edges[0].call("POST", "/auth/api/logout/", account).status_code == 204
    lost = redis_cluster.primaries()[0]
    lost.kill()
    redis_cluster.await_replaced(lost)
    system.await_health()
    statuses = [edge.call("GET", "/api/game/history/", one).status_code for edge in system.edges for one in accounts]
    assert statuses == [401] * 2 * ACCOUNTS


def node_of(cluster: RedisCluster, account: Account) -> ClusterNode:
    return cluster.primary_of(f"{{{account.user['id']}}}")


def played_by_all(system: System, accounts: list[Account], subscribers: list[Subscriber], *, seq: int) -> None:
    """Each play arrives at its own player's socket, and soon."""
    for account, subscriber in zip(accounts, subscribers, strict=True):
        assert system.edges[1].play(account, 842).json()["seq"] == seq
        subscriber.wait_for(seq, PUSHED_SECONDS)
        assert subscriber.seqs == list(range(1, seq + 1))


def refresh(system: System, account: Account, number: int) -> Any:
    answer = system.edges[number % 2].call("POST", "/auth/api/token/refresh/", body={"refresh": account.refresh})
    if answer.status_code == 200:
        account.refresh = answer.json()["refresh"]
    return answer.status_code
