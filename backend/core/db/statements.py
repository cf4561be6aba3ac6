"""Executes several statements in one round trip, if the database supports that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Statement = tuple[str, Sequence[Any]]


def execute_all(cursor: Any, *statements: Statement) -> None:
    """Executes the statements in order until the first error. The cursor then has the result of the last statement.

    Never pass COMMIT: Galera answers OK to a COMMIT sent with other statements even if it has rolled the transaction
    back. It may also roll back between two statements and execute the rest outside of any transaction, so each
    statement has to fail if the previous ones had no effect.
    """
    if cursor.db.vendor != "mysql":
        for text, parameters in statements:
            cursor.execute(text, parameters)
        return
    texts = "; ".join(text for text, _ in statements)
    cursor.execute(texts, [value for _, parameters in statements for value in parameters])
    for _ in statements[1:]:
        cursor.nextset()
