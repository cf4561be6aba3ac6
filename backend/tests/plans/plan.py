"""The plan of a database for a statement, from `EXPLAIN FORMAT=JSON` or from the rows of SQLite's own format."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

WHOLE = ("ALL", "index")  # of the table, and of an index
SORTS = ("filesort", "using_filesort", "temporary_table", "using_temporary_table")
DERIVED = ("materialized", "materialized_from_subquery")  # tables that the statement creates itself


@dataclass(frozen=True, kw_only=True)
class Plan:
    """`whole` has the tables that are read completely. `sorts` is also true for a temporary table."""

    whole: frozenset[str]
    sorts: bool


def plan_of(connection: Any, statement: str, params: Any) -> Plan:
    with connection.connection.cursor() if connection.vendor == "mysql" else connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}", params)
            return read_sqlite([row[3] for row in cursor.fetchall()])
        if not connection.mysql_is_mariadb:
            # The newer format has no plans for UPDATE and DELETE. MariaDB's JSON is like the older format.
            cursor.execute("SET explain_json_format_version = 1")
        cursor.execute(f"EXPLAIN FORMAT=JSON {statement}", params)
        return read_json(json.loads(cursor.fetchone()[0]))


def read_json(plan: dict[str, Any]) -> Plan:
    """Parses MySQL's plans (version 1) and MariaDB's."""
    nodes = list(_nodes(plan))
    whole = (node["table_name"] for node in nodes if _is_read_whole(node))
    return Plan(whole=frozenset(whole), sorts=any(node.get(key) for node in nodes for key in SORTS))


def read_sqlite(details: Sequence[str]) -> Plan:
    """Parses rows such as "SCAN game_play", "SEARCH game_play USING INDEX …" and "USE TEMP B-TREE FOR ORDER BY"."""
    made = {detail.split()[1] for detail in details if detail.startswith(("CO-ROUTINE", "MATERIALIZE"))}
    scans = {detail.split()[1] for detail in details if detail.startswith("SCAN")}
    return Plan(whole=frozenset(scans - made), sorts=any("TEMP B-TREE" in detail for detail in details))


def _is_read_whole(node: dict[str, Any]) -> bool:
    is_stored = "insert" not in node and not any(key in node for key in DERIVED)
    return is_stored and node.get("access_type") in WHOLE


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """All objects of the plan, except the temporary table that holds a derived table."""
    if isinstance(value, dict):
        yield value
    for child in value.values() if isinstance(value, dict) else value:
        if isinstance(child, dict | list):
            yield from _nodes(child)
