"""gunicorn with the product's configuration: limits are shared, logs are clean, and a shutdown cuts off no response."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from config.service_urls.database import Database
from tests.processes.players import Edge, wait_until
from tests.processes.programs import UNLIMITED, Gunicorn, environment
from tests.processes.raw_http import parse
from tests.processes.stage import Stage
from tests.processes.test_serve_end import answer_on, half_a_play
from tests.services.ports import connections_to, is_read

THREADS = 16  # two workers have eight each
KEPT = 40


@pytest.fixture
def gunicorn(stage: Stage, database_url: str) -> Iterator[Gunicorn]:
    """A second process, with a limit."""
    limits = {**UNLIMITED, "RATE_LIMIT_PLAY": "10/min", "LOG_LEVEL": "INFO"}
    with Gunicorn(environment(DATABASE_URL=database_url, REDIS_URL=stage.redis.url, **limits)) as program:
        yield program


def test_four_workers_of_two_kinds_count_one_limit(gunicorn: Gunicorn) -> None:
    edge = Edge(gunicorn)
    account = edge.register()
    with ThreadPoolExecutor(16) as threads:
        statuses = list(threads.map(lambda _: edge.play(account, 842).status_code, range(40)))
    assert sorted(statuses) == [200] * 10 + [429] * 30
    assert edge.statistics(account)["total_games"] == 10
    edge.close()


def test_every_thread_is_connected_before_the_first_request(
    gunicorn: Gunicorn, stage: Stage, database_url: str
) -> None:
    ports = [stage.redis.port]
    if database_url.startswith("mysql"):
        ports.append(Database.parse(database_url).port)
    for port in ports:
        wait_until(lambda port=port: sum(connections_to(worker, port) for worker in gunicorn.worker_pids) >= THREADS)  # type: ignore[misc]


def test_no_header_moves_the_application_to_another_place(gunicorn: Gunicorn) -> None:
    answer = httpx.get(f"{gunicorn.url}/health/live/", headers={"SCRIPT_NAME": "/elsewhere", "PATH_INFO": "/nowhere/"})
    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})


def test_more_kept_connections_than_threads_are_answered_in_turn_and_delay_no_shutdown(gunicorn: Gunicorn) -> None:
    clients = [httpx.Client(base_url=gunicorn.url, trust_env=False) for _ in range(KEPT)]
    for _ in range(3):
        with ThreadPoolExecutor(KEPT) as threads:
            answers = list(threads.map(lambda client: client.get("/health/live/"), clients))
        assert [answer.status_code for answer in answers] == [200] * KEPT
        assert {answer.headers.get("Connection") for answer in answers} == {"keep-alive"}
    assert gunicorn.end(signal.SIGTERM) == 0
    for client in clients:
        client.close()


def test_the_end_finishes_what_is_in_flight_and_logs_no_query_string(gunicorn: Gunicorn) -> None:
    edge = Edge(gunicorn)
    account = edge.register()
    assert edge.call("GET", "/api/game/results/?cursor=a-secret", account).status_code == 404
    connection, rest = half_a_play(gunicorn, account)
    with connection:
        wait_until(lambda: is_read(connection))
        threading.Timer(0.5, connection.sendall, [rest]).start()
        code = gunicorn.end(signal.SIGTERM)
        answer = parse(answer_on(connection))
    edge.close()

    assert code == 0
    assert answer.status == 200
    assert answer.json["seq"] == 1
    assert "a-secret" not in gunicorn.log
    assert "Traceback" not in gunicorn.log
