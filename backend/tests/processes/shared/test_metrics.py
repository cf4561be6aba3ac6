"""Metrics of several processes: each value covers all of them."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from django.db import connection

from tests.processes.players import Edge, wait_until
from tests.processes.programs import UNLIMITED, Gunicorn, Worker, environment
from tests.processes.stage import Stage
from tests.services.ports import HOST, free_port

PLAYED = 'numberplay_plays_total{percent="50",result="win"}'
SENDING = 'numberplay_task_seconds_count{task="accounts.tasks.send_mail"}'
WELCOME = 'numberplay_mails_total{kind="welcome",outcome="%s"}'


def figures(url: str) -> dict[str, float]:
    """The values by series, over a separate connection, which any of the processes may accept."""
    text = httpx.get(url, trust_env=False).text
    lines = [line.rpartition(" ") for line in text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in lines}


@pytest.fixture
def gunicorn(stage: Stage, database_url: str) -> Iterator[Gunicorn]:
    with Gunicorn(environment(DATABASE_URL=database_url, REDIS_URL=stage.redis.url, **UNLIMITED)) as program:
        yield program


def test_every_gunicorn_worker_exports_the_metrics_of_all_and_those_of_a_killed_one(gunicorn: Gunicorn) -> None:
    url = f"{gunicorn.url}/metrics"
    edge = Edge(gunicorn)
    account = edge.register()
    headers = {"Authorization": f"Bearer {account.access}"}

    def play(_: int) -> int:
        address = f"{gunicorn.url}/api/game/play/"
        return httpx.post(address, json={"number": 842}, headers=headers, trust_env=False).status_code

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(play, range(24))) == [200] * 24
    assert [figures(url)[PLAYED] for _ in range(8)] == [24] * 8

    first = gunicorn.worker_pids
    os.kill(first[0], signal.SIGKILL)
    wait_until(lambda: len(gunicorn.worker_pids) == 2 and gunicorn.worker_pids != first, 10)
    assert [figures(url)[PLAYED] for _ in range(8)] == [24] * 8
    edge.close()


def test_queue_lengths_are_read_from_the_broker(stage: Stage) -> None:
    def waiting() -> list[float]:
        return [figures(f"{edge.program.url}/metrics")['numberplay_queue_length{queue="mail"}'] for edge in stage.edges]

    before = waiting()
    for edge in stage.edges:
        edge.register()
    assert waiting() == [length + 2 for length in before]

    stage.redis.kill()
    gone = figures(f"{stage.one.program.url}/metrics")
    assert not [name for name in gone if name.startswith("numberplay_queue_length")]
    assert 'numberplay_http_requests_total{method="POST",route="auth/api/register/",status="201"}' in gone


def test_the_saturation_of_the_services_is_asked_for_at_each_scrape(stage: Stage) -> None:
    url = f"{stage.one.program.url}/metrics"
    before = figures(url)
    assert 1 <= before["numberplay_redis_clients"] < before["numberplay_redis_clients_limit"]
    assert before["numberplay_redis_memory_bytes"] > 100_000
    assert before["numberplay_redis_memory_limit_bytes"] == 0
    assert figures(url)["numberplay_redis_cpu_seconds_total"] > before["numberplay_redis_cpu_seconds_total"] > 0
    mysql = {name: value for name, value in before.items() if name.startswith("numberplay_database_connections")}
    if connection.vendor == "mysql":
        assert 1 <= mysql["numberplay_database_connections_running"] <= mysql["numberplay_database_connections"]
        assert mysql["numberplay_database_connections"] < mysql["numberplay_database_connections_limit"]
    else:
        assert mysql == {}

    stage.redis.kill()
    assert not [name for name in figures(url) if name.startswith(("numberplay_redis_memory", "numberplay_redis_cpu"))]


class ForkingWorker(Worker):
    pool = ("--pool", "prefork", "--concurrency", "2")


def counting(stage: Stage, database_url: str, folder: Path) -> dict[str, str]:
    """The environment of a worker that exports its metrics, and has no mail server."""
    return environment(
        DATABASE_URL=database_url,
        REDIS_URL=stage.redis.url,
        METRICS_PORT=str(free_port()),
        PROMETHEUS_MULTIPROC_DIR=str(folder),
        EMAIL_URL=f"smtp://{HOST}:{free_port()}",
    )


def test_tasks_are_counted_in_whichever_process_they_ran(stage: Stage, database_url: str, tmp_path: Path) -> None:
    env = counting(stage, database_url, tmp_path)
    with ForkingWorker(env):
        stage.one.register()
        url = f"http://{HOST}:{env['METRICS_PORT']}/metrics"
        wait_until(lambda: figures(url).get(WELCOME % "retried", 0) >= 1, 10)
        exported = figures(url)
    assert WELCOME % "sent" not in exported
    assert exported[SENDING] >= 1


def test_failures_are_counted_from_0(stage: Stage, database_url: str, tmp_path: Path) -> None:
    """Otherwise, Prometheus would see no increase when the first one is counted."""
    env = counting(stage, database_url, tmp_path)
    with ForkingWorker(env):
        exported = figures(f"http://{HOST}:{env['METRICS_PORT']}/metrics")
    assert exported['numberplay_tasks_total{outcome="failure",task="game.tasks.reconcile_statistics"}'] == 0
    assert exported[WELCOME % "failed"] == 0
    assert WELCOME % "sent" not in exported


def test_a_worker_that_would_miscount_does_not_start(stage: Stage, database_url: str) -> None:
    env = environment(DATABASE_URL=database_url, REDIS_URL=stage.redis.url, METRICS_PORT=str(free_port()))
    with pytest.raises(RuntimeError, match="METRICS_PORT requires PROMETHEUS_MULTIPROC_DIR"), ForkingWorker(env):
        pass
