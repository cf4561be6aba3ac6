"""Upgrades MariaDB 10.11 to 11.8 on the same data directory, as docs/databases.md describes: `make upgrade-drill`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.services.mariadb import MariaDBServer
from tests.services.unpacked import path_with
from upgrade import Before, Database, started_with_data_of, upgrade


def version(database: Database) -> str:
    return str(database.server.query("SELECT VERSION()")[0][0])


@pytest.fixture(scope="module")
def before() -> Iterator[tuple[Before, MariaDBServer]]:
    with MariaDBServer() as old:
        database = Database(old)
        assert version(database).startswith("10.11.")
        old.query(f"ALTER USER root@localhost IDENTIFIED BY '{old.password}'")
        before = Before(database)
        old.stop()
        yield before, old


@pytest.fixture(scope="module")
def upgraded(before: tuple[Before, MariaDBServer]) -> Iterator[Database]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", path_with(["mariadb-11.8"]))
        new = started_with_data_of(before[1])
        try:
            assert "Phase 7/8" in upgrade(new)
            yield Database(new)
        finally:
            new.close()


@pytest.fixture
def kept(before: tuple[Before, MariaDBServer]) -> Before:
    return before[0]


def test_every_row_is_as_it_was(kept: Before, upgraded: Database) -> None:
    assert version(upgraded).startswith("11.8.")
    assert kept.rows["game_play"][0] > 6000
    assert upgraded.state("rows") == kept.rows


def test_the_comparison_notices_a_missing_and_a_changed_row(kept: Before, upgraded: Database) -> None:
    last = "(SELECT MAX(id) FROM game_play)"
    for change in (f"DELETE FROM game_play WHERE id = {last}", f"UPDATE game_play SET number = 4 WHERE id = {last}"):
        with upgraded.changed(change):
            rows = upgraded.state("rows")
        assert [table for table in rows if rows[table] != kept.rows[table]] == ["game_play"]
    assert upgraded.state("rows") == kept.rows


def test_definitions_indexes_and_plans_are_as_they_were(kept: Before, upgraded: Database) -> None:
    assert upgraded.state("definitions") == kept.definitions
    plans = upgraded.state("plans")
    assert plans == kept.plans
    assert [plan for plan in plans if not plan[-1]] == []


def test_the_product_finds_nothing_to_do(upgraded: Database) -> None:
    upgraded.manage("check", "--database", "default", "--fail-level", "WARNING")
    upgraded.manage("migrate", "--check")
    assert upgraded.recount() == 0


def test_a_player_continues(kept: Before, upgraded: Database) -> None:
    _, results = upgraded.play(kept.account)
    assert results[: len(kept.results)] == kept.results
    assert [result["seq"] for result in results] == [1, 2, 3, 4, 5, 6]
    assert upgraded.recount() == 0
