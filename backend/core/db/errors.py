"""Error numbers of MySQL and MariaDB, and what they say about the transaction that they ended.

The outcome is unknown after 2006 and 2013 (connection lost), 3100 (Group Replication could not run its hook) and
everything else that is not listed: the transaction may have been committed, so it is never repeated here.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import DatabaseError

NULL_IN_COLUMN = 1048
NODE_NOT_READY = 1047  # Galera: the node is not in the primary component
DUPLICATE_ENTRY = 1062
ERROR_DURING_COMMIT = 1180
LOCK_WAIT_TIMEOUT = 1205  # undoes one statement only: the transaction needs a ROLLBACK, which Django sends
DEADLOCK = 1213  # also a failed certification in Galera
ROLLED_BACK_DURING_COMMIT = 3101  # Group Replication: a failed certification

ROLLED_BACK = frozenset({NODE_NOT_READY, ERROR_DURING_COMMIT, LOCK_WAIT_TIMEOUT, DEADLOCK, ROLLED_BACK_DURING_COMMIT})

CLIENT_ERRORS = range(2000, 3000)  # of the driver: the server was not reached, or did not answer

# The server was demoted, leaves its cluster or shuts down; it may keep its connections for as long as it runs.
LEAVE_SERVER = frozenset(
    {
        NODE_NOT_READY,
        1053,  # shutting down
        1290,  # read_only or super_read_only, as after a switch-over
        1792,  # transactions are read-only by default
        1836,  # read-only mode
        3032,  # offline mode
        3100,  # Group Replication's hook before the commit failed, as when the member leaves
    }
)

# What every write would get: read-only, without a majority, disk full.
WRITES_REFUSED = frozenset({NODE_NOT_READY, 1290, 1792, 1836, 3100}) | frozenset(
    {
        3,  # a file could not be written
        1021,  # disk full
        1026,  # a file could not be written
        1030,  # the storage engine's own error, as that of a full disk
        1114,  # the table cannot grow
    }
)


def code_of(error: BaseException) -> int | None:
    """The server's or the driver's number; None for errors of SQLite and of Django itself."""
    code = error.args[0] if error.args else None
    return code if isinstance(code, int) else None


def is_rolled_back(error: DatabaseError, conflicts: Collection[str] = ()) -> bool:
    """Whether nothing of the transaction is left.

    `conflicts` are unique constraints, and columns that take no NULL, whose violation counts as well.
    """
    code = code_of(error)
    if code in (DUPLICATE_ENTRY, NULL_IN_COLUMN):
        return any(f"{name}'" in str(error) for name in conflicts)  # MySQL puts the table before the name
    return code in ROLLED_BACK
