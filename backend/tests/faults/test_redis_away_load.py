"""Redis is unavailable for ten seconds under load: there are no errors, and no result is missed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.redis_system import FREEZE, KILL, System, Take, go_away, running
from tests.faults.seen import assert_unharmed
from tests.services import RedisServer

AWAY_SECONDS = 10


@pytest.fixture(scope="module")
def server() -> Iterator[RedisServer]:
    with RedisServer() as server:
        yield server


@pytest.fixture(scope="module")
def system(server: RedisServer, database_url: str) -> Iterator[System]:
    with running(database_url, server.url) as system:
        yield system


@pytest.mark.parametrize(("take", "give_back"), [KILL, FREEZE], ids=["killed", "frozen"])
def test_ten_seconds_without_redis_under_load_harm_nobody(
    system: System, server: RedisServer, take: Take, give_back: Take
) -> None:
    seen = go_away(system, server, take, give_back, AWAY_SECONDS)
    print(seen)
    assert_unharmed(seen)
