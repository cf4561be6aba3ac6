"""Commands in a six-node Redis Cluster: where they are sent, and what happens when nodes and slots change."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from pytest_django import Settings
from redis.connection import AbstractConnection
from redis.crc import key_slot

from accounts.sessions import revocation
from config import redis_clients, services
from config.env import Env
from core.metrics.definitions import HINT_FAULTS
from core.rate_limits import sliding_log
from core.rate_limits.rate import Rate
from core.redis import client as core_redis
from core.redis import summary_cache
from core.redis.client import Unavailable, breaker, key, topology
from core.redis.connection import Command
from core.redis.summary_cache import Append
from core.sockets import publish
from core.sockets.connection_limit import HEARTBEAT_PREFIX, ConnectionCount, Registration
from core.sockets.publish import Hint
from tests.api import call, registered
from tests.processes.players import wait_until
from tests.services import RedisServer
from tests.services.redis_cluster import ClusterNode, RedisCluster

OWNERS = range(30)
BOUND_SECONDS = 10


@pytest.fixture
def cluster(redis_cluster: RedisCluster, spare_redis: RedisServer, settings: Settings) -> Iterator[RedisCluster]:
    """`REDIS_URL` selects the cluster, which is empty."""
    env = Env.parse({"REDIS_URL": redis_cluster.url, "REDIS_STATE_URL": spare_redis.url})
    settings.REDIS_URL, settings.REDIS_CLUSTER = env.redis, redis_clients.cluster(env.redis)
    settings.CACHES, settings.CHANNEL_LAYERS = services.caches(env), services.channel_layers(env)
    core_redis.close_idle()
    core_redis._topology = None
    breaker.reset()
    ask(("FLUSHDB",))
    yield redis_cluster
    core_redis.close_idle()
    breaker.reset()


@pytest.fixture
def packets(cluster: RedisCluster, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """For every packet, the port of the node that it was sent to."""
    sent: list[int] = []
    send: Any = AbstractConnection.send_packed_command

    def noted(self: Any, command: Any, check_health: bool = True) -> Any:
        sent.append(self.port)
        return send(self, command, check_health)

    for node in cluster.primaries():  # opens the connections
        ask(*(("GET", key("a", owner)) for owner in OWNERS if cluster.primary_of(key("a", owner)) is node))
    monkeypatch.setattr(AbstractConnection, "send_packed_command", noted)
    return sent


def ask(*commands: Command) -> list[Any]:
    return breaker.run(lambda connection: connection.execute(*commands))


def works_again(*commands: Command) -> bool:
    with suppress(Unavailable):
        return bool(ask(*commands))
    return False


def owners_of(cluster: RedisCluster, node: ClusterNode) -> list[int]:
    return [owner for owner in OWNERS if cluster.primary_of(key("a", owner)) is node]


def test_commands_of_many_owners_take_one_packet_per_node(cluster: RedisCluster, packets: list[int]) -> None:
    assert ask(*(("SET", key("a", owner), owner) for owner in OWNERS)) == [b"OK"] * len(OWNERS)
    assert ask(*(("GET", key("a", owner)) for owner in OWNERS)) == [b"%d" % owner for owner in OWNERS]
    assert Counter(packets) == {node.port: 2 for node in cluster.primaries()}


@pytest.mark.usefixtures("transactional_db")
def test_a_play_asks_one_node_twice_and_all_its_keys_are_in_one_slot(
    cluster: RedisCluster, packets: list[int], rates: Any
) -> None:
    rates(play="120/min")
    player = registered()
    revocation.local.clear()
    player.play(2)  # caches the session
    port = cluster.primary_of(key("a", player.id)).port
    packets.clear()
    assert player.play(842).status == 200
    assert packets == [port] * 2
    kinds = {"rate:play", "session", "summary:game"}
    names = [name for name in cluster.key_names() if f"{{{player.id}}}" in name]
    assert {kind for kind in kinds if any(f":{kind}:" in name for name in names)} == kinds
    assert len({key_slot(name.encode()) for name in names}) == 1


@pytest.mark.usefixtures("transactional_db", "cluster")
def test_an_ended_session_is_refused_by_a_process_that_had_not_seen_it() -> None:
    player = registered()
    assert player.get("/api/game/history/").status == 200
    assert player.post("/auth/api/logout/").status == 204
    revocation.local.clear()
    assert call("GET", "/api/game/history/", token=player.access).status == 401


def test_a_lost_node_affects_only_its_owners(cluster: RedisCluster) -> None:
    lost, *others = cluster.primaries()
    ask(*(("SET", key("a", owner), owner) for owner in OWNERS))
    mine, theirs = owners_of(cluster, lost), [owner for node in others for owner in owners_of(cluster, node)]
    lost.kill()
    with pytest.raises(Unavailable):
        ask(("GET", key("a", mine[0])))
    assert ask(*(("GET", key("a", owner)) for owner in theirs)) == [b"%d" % owner for owner in theirs]
    with pytest.raises(Unavailable):
        ask(*(("SET", key("b", owner), owner) for owner in OWNERS))
    assert ask(*(("GET", key("b", owner)) for owner in theirs)) == [b"%d" % owner for owner in theirs]


def test_a_lost_node_sends_only_its_owners_to_the_local_limits(cluster: RedisCluster) -> None:
    lost, *others = cluster.primaries()
    mine, theirs = owners_of(cluster, lost), [owner for node in others for owner in owners_of(cluster, node)]
    calls = [sliding_log.Call(f"play:{owner}", Rate(2, 3600)) for owner in OWNERS]
    lost.kill()
    admissions = [sliding_log.admit_all(calls) for _ in range(3)]
    assert [[one.retry_after is None for one in some] for some in admissions] == [
        *[[True] * len(OWNERS)] * 2,
        [False] * len(OWNERS),
    ]
    assert {owner for owner, one in zip(OWNERS, admissions[0], strict=True) if one.asked is None} == set(mine)
    assert set(sliding_log.local._logs) == {f"play:{owner}" for owner in mine}
    assert ask(*(("LLEN", key(f"rate:play:{owner}", owner)) for owner in theirs)) == [2] * len(theirs)


def test_a_lost_node_affects_only_the_hints_of_its_owners(cluster: RedisCluster) -> None:
    lost, *others = cluster.primaries()
    mine, theirs = owners_of(cluster, lost), [owner for node in others for owner in owners_of(cluster, node)]
    appends = [Append(f"game:{owner}", 1, b"{}", b"{}", keep=3, asked=None) for owner in OWNERS]
    hints = [Hint(str(owner), {"type": "x"}, append) for owner, append in zip(OWNERS, appends, strict=True)]
    faults = HINT_FAULTS._value.get()
    lost.kill()
    publish.to_owners(hints)
    assert HINT_FAULTS._value.get() - faults == len(mine)
    assert set(summary_cache._bypassed) == {f"game:{owner}" for owner in mine}
    written = [
        summary_cache.append_command(append)[3]
        for owner, append in zip(OWNERS, appends, strict=True)
        if owner in theirs
    ]
    assert ask(*(("HGET", name, "version") for name in written)) == [b"1"] * len(theirs)


@pytest.mark.parametrize("take", [ClusterNode.kill, ClusterNode.pause], ids=["killed", "frozen"])
def test_the_replica_of_a_lost_primary_is_used_once_it_is_promoted(cluster: RedisCluster, take: Any) -> None:
    lost = cluster.primaries()[0]
    [owner, *_] = owners_of(cluster, lost)
    assert ask(("SET", key("a", owner), "before")) == [b"OK"]
    take(lost)
    with pytest.raises(Unavailable):
        ask(("SET", key("a", owner), "meanwhile"))
    cluster.await_replaced(lost)
    wait_until(lambda: works_again(("SET", key("a", owner), "afterwards")), BOUND_SECONDS)
    assert cluster.ask(key("a", owner), "GET", key("a", owner)) == b"afterwards"


def test_an_idle_process_notices_a_failover_with_its_first_command(cluster: RedisCluster) -> None:
    lost = cluster.primaries()[0]
    [owner, *_] = owners_of(cluster, lost)
    ask(("SET", key("a", owner), "before"))
    lost.kill()
    cluster.await_replaced(lost)
    assert ask(("SET", key("a", owner), "afterwards"), ("GET", key("a", owner))) == [b"OK", b"afterwards"]


def test_a_reply_that_comes_too_late_is_not_taken_for_that_of_the_next_command(cluster: RedisCluster) -> None:
    slow = cluster.primaries()[0]
    one, other, *_ = owners_of(cluster, slow)
    ask(("SET", key("a", one), "first"), ("SET", key("a", other), "second"))
    slow.pause()
    with pytest.raises(Unavailable):
        ask(("GET", key("a", one)))
    slow.resume()
    wait_until(lambda: works_again(("GET", key("a", other))), BOUND_SECONDS)
    assert ask(("GET", key("a", other)), ("GET", key("a", one))) == [b"second", b"first"]


def test_commands_follow_a_slot_while_and_after_it_moves(cluster: RedisCluster) -> None:
    """ASK for keys that are already on the other node, and MOVED at the end."""
    old, new = cluster.primaries()[:2]
    [owner, *_] = owners_of(cluster, old)
    name = key("a", owner)
    ask(("SET", name, "old"))
    with cluster.moving(name, old, new):
        assert ask(("GET", name)) == [b"old"]
        assert ask(("SET", name, "new", "GET")) == [b"old"]
    before = topology().version
    assert ask(("GET", name)) == [b"new"]
    assert topology().version > before
    assert topology().node_of(key_slot(name.encode())).port == new.port
    with cluster.moving(name, new, old):
        pass
    assert ask(("GET", name)) == [b"new"]


@pytest.mark.usefixtures("cluster")
def test_a_command_without_a_key_needs_every_primary(redis_cluster: RedisCluster) -> None:
    assert ask(("PING",)) == [b"PONG"]
    redis_cluster.primaries()[1].kill()
    with pytest.raises(Unavailable):
        ask(("PING",))


@pytest.mark.usefixtures("cluster")
def test_sockets_are_limited_across_processes_and_those_of_dead_ones_are_not_counted() -> None:
    one, other = Registration(), Registration()
    assert one.report([ConnectionCount("7", 9, 10), ConnectionCount("8", 10, 10)]) == [True, True]
    assert other.report([ConnectionCount("7", 1, 10), ConnectionCount("7", 2, 10)]) == [True, False]
    assert other.report([ConnectionCount("8", 1, 10)]) == [False]
    ask(("DEL", f"{HEARTBEAT_PREFIX}{one._process}"))
    assert other.report([ConnectionCount("8", 1, 10), ConnectionCount("7", 2, 10)]) == [True, True]


def test_counts_are_reported_again_after_a_failover_of_any_node(cluster: RedisCluster) -> None:
    mine = Registration()
    mine.report([ConnectionCount("7", 1, 10)])
    assert mine.heartbeat(0)
    heartbeat = cluster.primary_of(f"{HEARTBEAT_PREFIX}{mine._process}")
    lost = next(node for node in cluster.primaries() if node is not heartbeat)
    lost.kill()
    cluster.await_replaced(lost)
    wait_until(lambda: not mine.heartbeat(0), BOUND_SECONDS)
    mine.register([ConnectionCount("7", 1)])
    wait_until(lambda: mine.heartbeat(0), BOUND_SECONDS)


def test_an_unavailable_cluster_delays_one_call_per_second(cluster: RedisCluster, settings: Settings) -> None:
    for node in cluster.nodes:
        node.kill()
    core_redis._topology = None
    began, refused = time.monotonic(), 0
    for _ in range(100):
        with suppress(Unavailable):
            ask(("PING",))
            refused -= 1
        refused += 1
    assert refused == 100
    assert time.monotonic() - began < BOUND_SECONDS
