"""The migrations are complete and reversible, and their constraints refuse invalid rows."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model
from django.utils import timezone

from accounts.models import User
from game.models import Play, PlayerStatistics
from tests.api import Player

OURS = ("operations", "config", "game", "accounts", "core")  # in the order in which they can be undone


def tables() -> set[str]:
    with connection.cursor() as cursor:
        return set(connection.introspection.table_names(cursor))


def constraints_of(model: type[Model]) -> dict[str, Any]:
    with connection.cursor() as cursor:
        return connection.introspection.get_constraints(cursor, model._meta.db_table)


def tables_of(app: str) -> set[str]:
    return {model._meta.db_table for model in apps.get_app_config(app).get_models(include_auto_created=True)}


def test_no_migration_is_missing(db: None) -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_the_migrations_go_back_to_nothing_and_forth_again() -> None:
    ours = {table for app in OURS for table in tables_of(app)}
    before = {model: constraints_of(model) for model in (Play, PlayerStatistics, User)}
    assert ours <= tables()
    try:
        for app in ("admin", *OURS):
            call_command("migrate", app, "zero", verbosity=0)
        assert not ours & tables()
    finally:
        call_command("migrate", verbosity=0)
    assert {model: constraints_of(model) for model in before} == before
    assert MigrationExecutor(connection).migration_plan(MigrationExecutor(connection).loader.graph.leaf_nodes()) == []


@pytest.mark.parametrize("name", ["play_seq_once", "play_key_once"])
def test_the_database_holds_a_unique_constraint(name: str, db: None) -> None:
    assert constraints_of(Play)[name]["unique"]


@pytest.mark.parametrize("name", ["play_number_in_range", "play_lost_without_prize"])
def test_the_database_holds_a_check_constraint(name: str, db: None) -> None:
    assert constraints_of(Play)[name]["check"]


@pytest.mark.parametrize("column", ["email", "username_key"])
def test_the_database_holds_names_unique(column: str, db: None) -> None:
    uniques = [one["columns"] for one in constraints_of(User).values() if one["unique"]]
    assert [column] in uniques


IMPOSSIBLE: dict[str, dict[str, Any]] = {
    "a number below the range": {"number": 0},
    "a number above the range": {"number": 10_000, "prize": 7000},
    "a lost game with a prize": {"result": "lose"},
    "a won game without one": {"prize": None},
    "a won game with an empty one": {"prize": 0},
    "a result that is none": {"result": "draw"},
    "a seq that was given": {"seq": 1},
    "a key that was used": {"key_digest": "used"},
}


@pytest.mark.parametrize("members", IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_the_database_refuses_an_impossible_play(members: dict[str, Any], player: Player) -> None:
    possible = {"number": 842, "result": "win", "prize": 421, "played_at": timezone.now(), "player_id": player.id}
    Play.objects.create(**possible, seq=1, key_digest="used")
    Play.objects.create(**possible, seq=2)
    with pytest.raises(DatabaseError), transaction.atomic():
        Play.objects.create(**{**possible, "seq": 3, **members})
    assert Play.objects.count() == 2
