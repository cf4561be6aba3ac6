"""Prints the rows, the definitions or the read plans of the database of `DATABASE_URL` as JSON:
python database_state.py fill|rows|definitions|plans
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402  after the set-up

from accounts.models import User  # noqa: E402
from accounts.sessions import lifecycle, tokens  # noqa: E402
from tests.api import Player  # noqa: E402
from tests.plans import rows as sample  # noqa: E402
from tests.plans.test_reads import PATHS, read  # noqa: E402

DEFINITIONS = {
    "tables": "table_name, engine, table_collation, row_format, auto_increment",
    "columns": "table_name, ordinal_position, column_name, column_type, is_nullable, column_default, "
    "collation_name, extra",
    "statistics": "table_name, index_name, seq_in_index, column_name, non_unique, index_type, sub_part",
    "check_constraints": "table_name, constraint_name, check_clause",
    "key_column_usage": "table_name, constraint_name, ordinal_position, column_name, referenced_table_name",
    "referential_constraints": "table_name, constraint_name, update_rule, delete_rule",
}


def fill() -> None:
    sample.fill()


def rows() -> dict[str, Any]:
    """For each table: the number of rows, and a digest of their values in the order of the primary key."""
    with connection.cursor() as cursor:
        return {table: _contents(cursor, table) for table in sorted(connection.introspection.table_names(cursor))}


def definitions() -> dict[str, Any]:
    with connection.cursor() as cursor:
        return {name: _definition(cursor, name, columns) for name, columns in DEFINITIONS.items()}


def plans() -> list[list[Any]]:
    """For each statement that reads pages of a player with many plays: its use of indexes, and its rows."""
    user = User.objects.get(username="rows_0")
    session = lifecycle.open_session(user, lifecycle.Device("127.0.0.1", ""))
    player = Player({"user": {"id": user.pk, "email": user.email}, "access": tokens.access_token(session)})
    statements = [(path, one) for path in PATHS for one in read(player, path)]
    session.delete()
    return [
        [path, one.statement, sorted(one.plan.whole), one.plan.sorts, one.rows, one.is_by_index((), 0)]
        for path, one in statements
    ]


def _contents(cursor: Any, table: str) -> list[Any]:
    key = ", ".join(connection.introspection.get_primary_key_columns(cursor, table) or [])
    cursor.execute(f"SELECT * FROM {table} ORDER BY {key}")
    digest, count = hashlib.sha256(), 0
    for row in cursor:
        digest.update(repr(row).encode())
        count += 1
    return [count, digest.hexdigest()]


def _definition(cursor: Any, name: str, columns: str) -> list[list[str]]:
    schema = "constraint_schema" if "constraint" in name else "table_schema"
    cursor.execute(f"SELECT {columns} FROM information_schema.{name} WHERE {schema} = DATABASE()")
    return sorted([str(value) for value in row] for row in cursor.fetchall())


COMMANDS: dict[str, Callable[[], Any]] = {"fill": fill, "rows": rows, "definitions": definitions, "plans": plans}

if __name__ == "__main__":
    json.dump(COMMANDS[sys.argv[1]](), sys.stdout)
