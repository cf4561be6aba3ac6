"""`/health/` reports whether plays can be written, within 3 s whatever hangs, even to concurrent requests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from tests import uncontended
from tests.faults.database import DatabaseStage
from tests.processes.players import Edge, wait_until

pytestmark = pytest.mark.own_database

ANSWER_SECONDS = 3.0
RETURN_SECONDS = 10.0
AT_ONCE = 8


@contextmanager
def sql(stage: DatabaseStage, before: str, after: str) -> Iterator[None]:
    with stage.session() as cursor:
        cursor.execute(before)
        try:
            yield
        finally:
            cursor.execute(after)


@contextmanager
def frozen(stage: DatabaseStage) -> Iterator[None]:
    stage.database.pause()
    try:
        yield
    finally:
        stage.database.resume()


@contextmanager
def redis_frozen(stage: DatabaseStage) -> Iterator[None]:
    """Cache, channel layer and broker."""
    stage.redis.pause()
    try:
        yield
    finally:
        stage.redis.resume()


def answers(edge: Edge) -> list[tuple[int, str, dict[str, str]]]:
    """The responses to several concurrent requests."""

    def ask(_: int) -> tuple[int, str, dict[str, str]]:
        answer = edge.call("GET", "/health/")
        assert answer.elapsed.total_seconds() < ANSWER_SECONDS
        return answer.status_code, answer.json()["status"], answer.json()["checks"]

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(ask, range(AT_ONCE)))


def is_healthy(edge: Edge) -> bool:
    return all(status == "healthy" for _, status, _ in answers(edge))


@pytest.fixture(params=["serve", "gunicorn"])
def edge(request: pytest.FixtureRequest, database_stage: DatabaseStage) -> Iterator[Edge]:
    edge = database_stage.one if request.param == "serve" else database_stage.other
    wait_until(lambda: is_healthy(edge), RETURN_SECONDS)
    uncontended.sleep(2.1)  # the time for which a result is shared
    yield edge
    wait_until(lambda: is_healthy(edge), RETURN_SECONDS)


READ_ONLY: dict[str, Callable[[DatabaseStage], object]] = {
    "read lock": lambda stage: sql(stage, "FLUSH TABLES WITH READ LOCK", "UNLOCK TABLES"),
    "locked table": lambda stage: sql(stage, "LOCK TABLES game_play READ", "UNLOCK TABLES"),
}


@pytest.mark.parametrize("fault", READ_ONLY)
def test_an_error_of_every_write_means_read_only(database_stage: DatabaseStage, edge: Edge, fault: str) -> None:
    with READ_ONLY[fault](database_stage):  # type: ignore[attr-defined]
        found = answers(edge)
    assert {(code, status) for code, status, _ in found} == {(200, "degraded")}
    assert all(checks == dict(found[0][2], database="read_only") for _, _, checks in found)


def test_a_locked_row_is_of_one_player_alone(database_stage: DatabaseStage, edge: Edge) -> None:
    account = edge.register()
    with database_stage.session() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT * FROM game_playerstatistics WHERE player_id = %s FOR UPDATE", [account.user["id"]])
        assert edge.play(account, 842).status_code == 503
        assert {checks["database"] for _, _, checks in answers(edge)} == {"up"}


def test_plays_that_fail_for_everybody_count_though_a_probe_succeeds(database_stage: DatabaseStage, edge: Edge) -> None:
    """As if the table of plays couldn't grow any more, but rows could still be changed."""
    full = "CREATE TRIGGER full BEFORE INSERT ON game_play FOR EACH ROW SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1114"
    account = edge.register()
    with sql(database_stage, full, "DROP TRIGGER full"):
        with ThreadPoolExecutor(AT_ONCE) as threads:
            refused = list(threads.map(lambda _: edge.play(account, 842).status_code, range(AT_ONCE)))
        found = answers(edge)
    assert refused == [503] * AT_ONCE
    assert "read_only" in {checks["database"] for _, _, checks in found}
    assert database_stage.seqs(account) == []
    wait_until(lambda: edge.play(account, 842).status_code == 200)


def test_a_frozen_database_is_down(database_stage: DatabaseStage, edge: Edge) -> None:
    with frozen(database_stage):
        found = answers(edge) + answers(edge)
    assert {(code, status, checks["database"]) for code, status, checks in found} == {(503, "unhealthy", "down")}
    assert all(set(checks) == {"database", "cache", "channel_layer", "tasks"} for _, _, checks in found)


def test_a_frozen_redis_degrades(database_stage: DatabaseStage, edge: Edge) -> None:
    with redis_frozen(database_stage):
        found = answers(edge) + answers(edge)
    gone = {"database": "up", "cache": "down", "channel_layer": "down", "tasks": "down"}
    assert all(answer == (200, "degraded", gone) for answer in found)
