"""A demoted server keeps connections open. The product drops them at the first refusal, and never uses them again."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from urllib.parse import urlsplit

import pytest

from tests import uncontended
from tests.faults.database import DatabaseStage
from tests.processes.players import Account, Edge
from tests.processes.programs import UNLIMITED, Gunicorn, environment

pytestmark = pytest.mark.own_database

PASSWORD = "only-for-this-test"
READ_ONLY_SECONDS = 3.0
CONNECTIONS = 16
SUCCESS_SECONDS = 5.0
HEALTH_SECONDS = 3.0
USER = f"""
CREATE USER IF NOT EXISTS 'demoted'@'127.0.0.1' IDENTIFIED BY '{PASSWORD}';
GRANT SELECT, INSERT, UPDATE, DELETE ON numberplay.* TO 'demoted'@'127.0.0.1'
"""
USED = """
SELECT DISTINCT thread_id FROM mysql.general_log WHERE user_host LIKE 'demoted%%' AND command_type != 'Quit'
"""


@pytest.fixture
def edge(database_stage: DatabaseStage) -> Iterator[Edge]:
    """A gunicorn that can't write while the server is read-only. Without Redis, so that reads aren't cached."""
    with database_stage.session() as cursor:
        for statement in USER.strip().split(";"):
            cursor.execute(statement)
    parts = urlsplit(database_stage.database.url)
    url = parts._replace(netloc=f"demoted:{PASSWORD}@{parts.netloc.rpartition('@')[2]}").geturl()
    with Gunicorn(environment(DATABASE_URL=url, **UNLIMITED)) as program, closing(Edge(program)) as opened:
        yield opened


def connections(stage: DatabaseStage) -> set[int]:
    with stage.session() as cursor:
        cursor.execute("SELECT id FROM information_schema.processlist WHERE user = 'demoted'")
        return {number for (number,) in cursor.fetchall()}


def used_connections(stage: DatabaseStage) -> set[int]:
    """Connections that sent anything except their end since `watch_connections`, according to the server's log."""
    with stage.session() as cursor:
        cursor.execute(USED)
        return {number for (number,) in cursor.fetchall()}


def watch_connections(stage: DatabaseStage, *, on: bool) -> None:
    with stage.session() as cursor:
        cursor.execute("SET GLOBAL log_output = 'TABLE'")
        cursor.execute(f"SET GLOBAL general_log = {int(on)}")


def health(edge: Edge) -> tuple[int, str, str]:
    answer = edge.call("GET", "/health/")
    assert answer.elapsed.total_seconds() < HEALTH_SECONDS
    return answer.status_code, answer.json()["status"], answer.json()["checks"]["database"]


def refused_plays(edge: Edge, account: Account) -> list[int]:
    """Also reads over the connection of `edge`, because a process drops connections only after a refusal."""
    statuses: list[int] = []
    with ExitStack() as stack:
        further = [stack.enter_context(closing(Edge(edge.program))) for _ in range(CONNECTIONS - 1)]
        end = time.monotonic() + READ_ONLY_SECONDS
        while time.monotonic() < end:
            for one in (edge, *further):
                answer = one.play(account, 842)
                statuses.append(answer.status_code)
                assert int(answer.headers["Retry-After"]) >= 1
    return statuses


def test_plays_are_refused_reads_continue_and_the_first_play_succeeds_soon(
    database_stage: DatabaseStage, edge: Edge
) -> None:
    stage, account = database_stage, edge.register()
    assert edge.play(account, 842).status_code == 200
    workers, before = edge.program.worker_pids, connections(stage)  # type: ignore[attr-defined]
    assert health(edge) == (200, "healthy", "up")
    with stage.session() as cursor:
        cursor.execute("SET GLOBAL read_only = 1")
        try:
            assert set(refused_plays(edge, account)) == {503}
            assert health(edge) == (200, "degraded", "read_only")
            watch_connections(stage, on=True)
            assert [edge.call("GET", "/api/game/results/", account).status_code for _ in range(40)] == [200] * 40
        finally:
            cursor.execute("SET GLOBAL read_only = 0")
            watch_connections(stage, on=False)
    returned = time.monotonic()
    while edge.play(account, 842).status_code != 200:
        assert uncontended.since(returned) < SUCCESS_SECONDS
    assert uncontended.since(returned) < SUCCESS_SECONDS
    used = used_connections(stage)
    assert used
    assert not used & before
    assert stage.seqs(account) == [1, 2]
    assert edge.program.worker_pids == workers  # type: ignore[attr-defined]
    while health(edge) != (200, "healthy", "up"):
        assert uncontended.since(returned) < 2 * SUCCESS_SECONDS
