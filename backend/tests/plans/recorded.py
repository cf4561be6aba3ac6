"""Records the statements of a block: their plans, and how many rows they read and returned."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection

from tests.plans.plan import Plan, plan_of

READS = "SHOW SESSION STATUS LIKE 'Handler_read%'"
PLANNED = re.compile(r"\s*(UPDATE|DELETE|SELECT\b.* FROM) ", re.DOTALL)
TIMES = 3
LOOK_UP = 1  # the read that finds nothing, or the end of a range


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """`rows` were returned or changed, `examined` were read: None in SQLite, which doesn't count them."""

    statement: str
    plan: Plan
    rows: int
    examined: int | None

    def is_by_index(self, whole: Collection[str], counted: int) -> bool:
        is_cheap = self.examined is None or self.examined <= TIMES * max(self.rows, counted) + LOOK_UP
        return is_cheap and self.plan.whole <= set(whole)


def check(statements: Sequence[Recorded], *, whole: Collection[str] = (), counted: int = 0) -> None:
    """Checks that each statement uses an index and examines at most three times the rows that it returns.

    Tables in `whole` may be read completely. `counted` rows are aggregated into one returned row.
    """
    assert statements != []
    bad = [one for one in statements if not one.is_by_index(whole, counted)]
    assert bad == [], "\n".join(map(str, bad))


@contextmanager
def recorded() -> Iterator[list[Recorded]]:
    """Statements that read stored tables. Their results are complete when the driver returns from `execute`."""
    statements: list[Recorded] = []

    def record(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if many or not PLANNED.match(sql):
            return execute(sql, params, many, context)
        plan = plan_of(connection, sql, params)
        before = _reads()
        result = execute(sql, params, many, context)
        rows = context["cursor"].rowcount
        examined = None if before is None else (_reads() or 0) - before - _cost_of_counting()
        statements.append(Recorded(statement=sql, plan=plan, rows=rows, examined=examined))
        return result

    connection.ensure_connection()
    with connection.execute_wrapper(record):
        yield statements


def _reads() -> int | None:
    if connection.vendor == "sqlite":
        return None
    with connection.connection.cursor() as cursor:
        cursor.execute(READS)
        return sum(int(count) for _, count in cursor.fetchall())


def _cost_of_counting() -> int:
    """MySQL reads the counters from a table, and also counts this read."""
    first, second = _reads(), _reads()
    return (second or 0) - (first or 0)
