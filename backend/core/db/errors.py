"""Error numbers of MySQL and MariaDB, and their meaning for the transaction.

After 2006 and 2013 (connection lost), 3100 (a hook of Group Replication failed) and any other number that isn't listed,
the outcome is unknown. The transaction may have been committed, so it is never repeated.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import DatabaseError

NULL_IN_COLUMN = 1048
NODE_NOT_READY = 1047  # Galera: the node is not in the primary component
DUPLICATE_ENTRY = 1062
ERROR_DURING_COMMIT = 1180
LOCK_WAIT_TIMEOUT = 1205  # the server undoes only one statement; Django then sends a ROLLBACK
DEADLOCK = 1213  # in Galera, also used for a failed certification
ROLLED_BACK_DURING_COMMIT = 3101  # Group Replication: a failed certification

ROLLED_BACK = frozenset({NODE_NOT_READY, ERROR_DURING_COMMIT, LOCK_WAIT_TIMEOUT, DEADLOCK, ROLLED_BACK_DURING_COMMIT})

CLIENT_ERRORS = range(2000, 3000)  # raised by the driver, because the server was unreachable or didn't respond

# The server was demoted, left its cluster, or is shutting down. It may keep its connections open.
LEAVE_SERVER = frozenset(
    {
        NODE_NOT_READY,
        1053,  # shutting down
        1290,  # read_only or super_read_only, for example after a switchover
        1792,  # transactions are read-only by default
        1836,  # read-only mode
        3032,  # offline mode
        3100,  # a hook of Group Replication failed before the commit, for example because the member is leaving
    }
)

# Errors that any write would cause: read-only, no majority, disk full.
WRITES_REFUSED = frozenset({NODE_NOT_READY, 1290, 1792, 1836, 3100}) | frozenset(
    {
        3,  # error writing a file
        1021,  # disk full
        1026,  # error writing a file
        1030,  # storage engine error, such as a full disk
        1114,  # table full
    }
)


def code_of(error: BaseException) -> int | None:
    """Returns the error number of the server or the driver; None for errors of SQLite and of Django itself."""
    code = error.args[0] if error.args else None
    return code if isinstance(code, int) else None


def is_rolled_back(error: DatabaseError, conflicts: Collection[str] = ()) -> bool:
    """Returns whether the transaction was certainly rolled back.

    `conflicts` names unique constraints and NOT NULL columns whose violation counts as a rollback too.
    """
    code = code_of(error)
    if code in (DUPLICATE_ENTRY, NULL_IN_COLUMN):
        return any(f"{name}'" in str(error) for name in conflicts)  # MySQL puts the table before the name
    return code in ROLLED_BACK
