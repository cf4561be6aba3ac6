"""A database that hangs, refuses writes, or has no connections left."""

from __future__ import annotations

from following import Drill, Steps
from system import System


def frozen(system: System) -> Steps:
    system.stack.database.pause()
    yield None
    system.stack.database.resume()


def read_only(system: System) -> Steps:
    """The account of the tests may do everything, so it loses the privilege that ignores `read_only`."""
    with system.stack.database.connect() as connection, connection.cursor() as cursor:
        cursor.execute("REVOKE READ ONLY ADMIN ON *.* FROM CURRENT_USER()")
        cursor.execute("SET GLOBAL read_only = 1")
        yield None
        cursor.execute("SET GLOBAL read_only = 0")


def few_connections(system: System) -> Steps:
    """The connection stays open for the cure, as there may be no other."""
    with system.stack.database.connect() as connection, connection.cursor() as cursor:
        cursor.execute("SHOW GLOBAL STATUS LIKE 'Threads_connected'")
        cursor.execute(f"SET GLOBAL max_connections = {int(int(cursor.fetchall()[0][1]) * 1.15)}")
        yield None
        cursor.execute("SET GLOBAL max_connections = 400")


DRILLS = (
    Drill(("DatabaseHangs", "ManyErrors", "PlaysFail"), "MariaDB frozen", "MariaDB continues", frozen),
    Drill(("DatabaseReadOnly", "PlaysFail"), "`SET GLOBAL read_only = 1`", "`read_only = 0`", read_only),
    Drill(("DatabaseConnectionsFull",), "`max_connections` 15 % above what is open", "raise it", few_connections),
)
