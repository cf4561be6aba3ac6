"""A client that locks rows which plays need."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import MySQLdb

from following import Drill, Steps
from repeating import repeated
from system import System, wait

PAUSE_SECONDS = 0.3
SLOW_SECONDS = 0.5
# As in docs/monitoring.md.
IDLE = """SELECT trx_mysql_thread_id FROM information_schema.innodb_trx
WHERE trx_query IS NULL AND trx_started < NOW() - INTERVAL 1 SECOND ORDER BY trx_started"""


@contextmanager
def locking(system: System, rows: str, seconds: float, *, wanted: Callable[[], bool] = lambda: True) -> Iterator[None]:
    """Locks the rows for that long, again and again, until its connection is killed."""
    with system.stack.database.connect("numberplay") as connection, connection.cursor() as cursor:

        def step() -> None:
            if wanted():
                cursor.execute("BEGIN")
                cursor.execute(f"SELECT player_id FROM game_playerstatistics {rows} FOR UPDATE")
                time.sleep(seconds)
                cursor.execute("ROLLBACK")
            time.sleep(PAUSE_SECONDS)

        with repeated(step, MySQLdb.Error):
            yield


def end_transaction(system: System) -> None:
    """The connection that holds locks and isn't executing anything."""
    assert wait(lambda: bool(system.sql(IDLE)), 60) is not None
    [[thread], *_] = system.sql(IDLE)
    system.sql(f"KILL {thread}")


def slow_locks(system: System) -> Steps:
    def is_fast() -> bool:
        began = time.monotonic()
        return system.plays() and time.monotonic() - began < SLOW_SECONDS

    with locking(system, "", 1.5):
        yield None
        end_transaction(system)
    yield is_fast


DRILLS = (
    Drill(
        ("SlowPlays",),
        "a client locks all statistics for 1.5 s, again and again",
        "find its transaction, and `KILL` it",
        slow_locks,
        without=("PlaysFail", "ManyErrors"),
    ),
)
