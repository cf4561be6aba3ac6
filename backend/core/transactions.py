"""The end of a transaction in one round trip, where the database takes several statements at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Statement = tuple[str, Sequence[Any]]


def finish(cursor: Any, *statements: Statement) -> int:
    """Carries out a transaction's last statements; gives the id of the row that the last one inserts.

    Nothing may follow in the transaction: on MySQL the statements and COMMIT travel together (`core.mysql`), and the
    first that fails keeps the later ones from being carried out.
    """
    if cursor.db.vendor == "mysql":
        return _together(cursor, statements)
    for text, parameters in statements:
        cursor.execute(text, parameters)
    return int(cursor.lastrowid)


def _together(cursor: Any, statements: Sequence[Statement]) -> int:
    connection = cursor.db
    commits = connection.in_atomic_block and not connection.savepoint_ids  # in the outermost block alone
    texts = [text for text, _ in statements] + ["COMMIT"] * commits
    cursor.execute("; ".join(texts), [value for _, parameters in statements for value in parameters])
    for _ in statements[1:]:
        cursor.nextset()
    row_id = int(cursor.lastrowid)
    if commits:
        cursor.nextset()
        connection.is_committed = True
    return row_id
