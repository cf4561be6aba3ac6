"""Executes several statements in one round trip if the database supports it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Statement = tuple[str, Sequence[Any]]


def execute_all(cursor: Any, *statements: Statement) -> None:
    """Executes them in order until the first error. Then the cursor has the result of the last one.

    Never pass COMMIT: Galera answers OK to a COMMIT sent with other statements even if it has rolled the transaction
    back. It may also roll back between two of them and execute the rest outside of any transaction, so each statement
    has to fail if those before it had no effect.
    """
    if cursor.db.vendor != "mysql":
        for text, parameters in statements:
            cursor.execute(text, parameters)
        return
    texts = "; ".join(text for text, _ in statements)
    cursor.execute(texts, [value for _, parameters in statements for value in parameters])
    for _ in statements[1:]:
        cursor.nextset()
