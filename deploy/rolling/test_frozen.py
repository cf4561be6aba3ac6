"""A web process is frozen for FROZEN_SECONDS: its requests wait, everything else continues, and no play is lost.

FROZEN_SECONDS=20 with `-s` prints the rows of the table in docs/edge.md.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import httpx
import pytest

from edge import Edge
from frozen import CLIENT_SECONDS, Client, frozen, playing, row
from load import PASSWORD
from tests.processes.programs import UNLIMITED, Gunicorn, environment, manage
from tests.services import MariaDBServer, RedisServer
from tests.services.ports import HOST

FROZEN_SECONDS = float(os.environ.get("FROZEN_SECONDS", "3"))
PLAYERS = 4
CALM_SECONDS = 1.0
ANSWER_SECONDS = 15.0  # EDGE_ANSWER_TIMEOUT


@dataclass
class Web:
    instances: list[Gunicorn]
    edge: Edge
    access: list[str]


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with ExitStack() as stack:
        database = stack.enter_context(MariaDBServer(durable=False))
        redis = stack.enter_context(RedisServer())
        env = environment(DATABASE_URL=database.url, REDIS_URL=redis.url, NUM_PROXIES="1", **UNLIMITED)
        done = manage("migrate", "--verbosity", "0", env=env)
        assert done.returncode == 0, done.stderr
        instances = [stack.enter_context(Gunicorn(env)) for _ in range(2)]
        servers = " ".join(f"server {HOST}:{each.port} max_fails=3 fail_timeout=2s;" for each in instances)
        nobody = "server 127.0.0.1:9;"
        edge = Edge(UPSTREAMS="groups", HTTP_SERVERS=servers, SOCKET_SERVERS=nobody, FRONTEND_SERVERS=nobody)
        stack.enter_context(edge)
        access = [register(instances[0].url, f"frozen_{number}") for number in range(PLAYERS)]
        yield Web(instances, edge, access)


def register(url: str, name: str) -> str:
    body = {"username": name, "email": f"{name}@example.com", "password": PASSWORD}
    answer = httpx.post(f"{url}/auth/api/register/", json=body, timeout=60)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["access"])


@pytest.mark.parametrize("what", ["instance behind the edge", "worker behind the edge", "worker without the edge"])
def test_a_frozen_process_delays_what_it_had_accepted_and_loses_nothing(web: Web, what: str) -> None:
    one = web.instances[0]
    pids = [one.pid, *one.worker_pids] if what.startswith("instance") else one.worker_pids[:1]
    url = one.url if what.endswith("without the edge") else web.edge.url
    with httpx.Client(base_url=url, trust_env=False, timeout=CLIENT_SECONDS) as http:
        clients = [Client(http, access) for access in web.access]
        before = [len(client.results()) for client in clients]
        with playing(clients):
            time.sleep(CALM_SECONDS)
            with frozen(pids):
                time.sleep(FROZEN_SECONDS)
            time.sleep(CALM_SECONDS)
        print(row(f"{what}, {FROZEN_SECONDS:g} s", clients))
        for client, count in zip(clients, before, strict=True):
            results = client.results()
            assert results[count:] == client.played
            assert [result["seq"] for result in results] == list(range(1, len(results) + 1))
            if FROZEN_SECONDS < ANSWER_SECONDS / 2:
                assert client.failures == []
