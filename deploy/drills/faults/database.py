"""A database that hangs, refuses writes, or has no connections left."""

from __future__ import annotations

from contextlib import suppress

import MySQLdb

from following import Drill, Steps
from system import System

OTHERS = "SELECT id FROM information_schema.processlist WHERE id <> CONNECTION_ID() AND user <> 'system user'"
SHARE = "max(numberplay_database_connections) / max(numberplay_database_connections_limit)"


def frozen(system: System) -> Steps:
    system.stack.database.pause()
    yield None
    system.stack.database.resume()


def read_only(system: System) -> Steps:
    """The tests' account has all privileges. It loses the one that bypasses `read_only`, and reconnects."""
    with system.stack.database.connect() as connection, connection.cursor() as cursor:
        cursor.execute("REVOKE READ ONLY ADMIN ON *.* FROM CURRENT_USER()")
        cursor.execute(OTHERS)
        for [thread] in cursor.fetchall():
            with suppress(MySQLdb.OperationalError):  # it has ended by itself
                cursor.execute(f"KILL {thread}")
        system.breaks_now()
        cursor.execute("SET GLOBAL read_only = 1")
        yield None
        cursor.execute("SET GLOBAL read_only = 0")


def few_connections(system: System) -> Steps:
    """The connection stays open for the cure, as there may be no other."""
    with system.stack.database.connect() as connection, connection.cursor() as cursor:
        cursor.execute("SELECT @@max_connections, COUNT(*) FROM information_schema.processlist")
        [[usual, connected]] = cursor.fetchall()
        cursor.execute(f"SET GLOBAL max_connections = {int(connected * 1.15)}")
        yield None
        cursor.execute(f"SET GLOBAL max_connections = {usual}")
        yield lambda: system.holds(f"{SHARE} < 0.8") and system.plays()


DRILLS = (
    Drill(("DatabaseHangs", "ManyErrors", "PlaysFail"), "MariaDB frozen", "unfreeze it", frozen),
    Drill(("DatabaseReadOnly", "PlaysFail"), "`SET GLOBAL read_only = 1`", "`read_only = 0`", read_only),
    Drill(
        ("DatabaseConnectionsFull",),
        "`max_connections` 15 % above the number of open connections",
        "raise it",
        few_connections,
    ),
)
