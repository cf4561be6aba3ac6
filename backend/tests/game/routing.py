"""Finds the players by which a statement can be routed, as a database sharded by player would do."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.utils import CursorWrapper

# The sharding column of each table. A player's own row has the player's id.
SHARDED_BY = {
    "game_play": "player_id",
    "game_playerstatistics": "player_id",
    "accounts_session": "player_id",
    "accounts_user": "id",
}
TABLE = re.compile(r"(?:FROM|UPDATE|INTO) (\w+)", re.IGNORECASE)
INSERT = re.compile(r"INSERT (?:IGNORE )?INTO \w+ \(([\w, ]+)\) (?:VALUES )?(.*)", re.IGNORECASE | re.DOTALL)


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every statement on a table, with its parameters, from all threads."""
    executed: list[str] = []
    lock = threading.Lock()
    execute = CursorWrapper.execute

    def noted(self: Any, sql: str, params: Any = None) -> Any:
        text = str(sql) if params is None else str(sql) % tuple(_literal(value) for value in params)
        text = re.sub(r"[`\"]", "", text)
        with lock:
            executed.extend(part for part in text.split("; ") if TABLE.search(part))
        return execute(self, sql, params)

    CursorWrapper.execute = noted  # type: ignore[method-assign,assignment]
    try:
        yield executed
    finally:
        CursorWrapper.execute = execute  # type: ignore[method-assign]


def players_of(statement: str) -> set[int]:
    """The players whose shards the statement needs. Empty if it can't be routed and would have to run on all shards."""
    outer, inner = _without_subqueries(statement)
    parts = [_players_of_an_insert(outer) if outer.upper().startswith("INSERT") else _players_of_a_where(outer)]
    parts += [players_of(part) for part in inner]
    return set().union(*parts) if all(parts) else set()


def _players_of_a_where(text: str) -> set[int]:
    """The values with which the sharding column is compared, in a condition that has to be true for every row."""
    table = TABLE.search(text)
    _, _, where = re.sub(r"\s+", " ", text).partition(" WHERE ")
    column = SHARDED_BY.get(table[1]) if table else None
    where = re.sub(r"\([^()]*\bOR\b[^()]*\)", "0", where)  # further conditions on the same rows
    if table is None or column is None or re.search(r"\b(?:OR|NOT)\b", where, re.IGNORECASE):
        return set()
    compared = rf"(?<![\w.])(?:{table[1]}\.)?{column} (?:= (\d+)|IN \(([\d, ]+)\))"
    found = re.search(compared, where, re.IGNORECASE)
    return set(map(int, (found[1] or found[2]).split(","))) if found else set()


def _players_of_an_insert(text: str) -> set[int]:
    """The players in the sharding column of every inserted row."""
    table, parts = TABLE.search(text), INSERT.match(re.sub(r"\s+", " ", text))
    if table is None or parts is None or table[1] not in SHARDED_BY:
        return set()
    columns = [name.strip() for name in parts[1].split(",")]
    at = columns.index(SHARDED_BY[table[1]]) if SHARDED_BY[table[1]] in columns else None
    inserted = re.split(r" ON (?:CONFLICT|DUPLICATE KEY)\b", parts[2])[0]
    rows = re.findall(r"\(((?:[^()']|'[^']*')*)\)", inserted)
    values = [row.split(",")[at].strip() for row in rows] if at is not None else []
    return {int(value) for value in values} if values and all(value.isdigit() for value in values) else set()


def _without_subqueries(text: str) -> tuple[str, list[str]]:
    """The statement with a 0 in place of each subquery, and the subqueries."""
    found: list[str] = []

    def taken(match: re.Match[str]) -> str:
        found.append(match[1])
        return "0"

    return re.sub(r"\((SELECT [^()]*(?:\([^()]*\)[^()]*)*)\)", taken, text, flags=re.IGNORECASE), found


def _literal(value: Any) -> str:
    return str(value) if isinstance(value, int) else "NULL" if value is None else f"'{value}'"
