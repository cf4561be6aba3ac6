"""Several statements in one round trip, where the database takes them at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Statement = tuple[str, Sequence[Any]]


def execute_all(cursor: Any, *statements: Statement) -> int:
    """Carries them out in order; the first error ends it. Gives the id of the row that the last one inserts.

    COMMIT is never among them: Galera answers OK to a COMMIT that came with other statements, also where it has
    rolled the transaction back. It may also roll back between two of them and carry out the rest outside of any
    transaction, so each has to fail by itself where those before it are missing.
    """
    if cursor.db.vendor != "mysql":
        for text, parameters in statements:
            cursor.execute(text, parameters)
        return int(cursor.lastrowid)
    texts = "; ".join(text for text, _ in statements)
    cursor.execute(texts, [value for _, parameters in statements for value in parameters])
    for _ in statements[1:]:
        cursor.nextset()
    return int(cursor.lastrowid)
