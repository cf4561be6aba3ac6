"""Error numbers of MySQL and MariaDB, and what they mean for the transaction.

The outcome is unknown after 2006 and 2013 (connection lost), 3100 (a hook of Group Replication failed) and any other
number that isn't listed. The transaction may have been committed, so it is never repeated.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import DatabaseError

NULL_IN_COLUMN = 1048
NODE_NOT_READY = 1047  # Galera: the node is not in the primary component
DUPLICATE_ENTRY = 1062
ERROR_DURING_COMMIT = 1180
LOCK_WAIT_TIMEOUT = 1205  # undoes only one statement: the transaction needs a ROLLBACK, which Django sends
DEADLOCK = 1213  # in Galera also a failed certification
ROLLED_BACK_DURING_COMMIT = 3101  # Group Replication: a failed certification

ROLLED_BACK = frozenset({NODE_NOT_READY, ERROR_DURING_COMMIT, LOCK_WAIT_TIMEOUT, DEADLOCK, ROLLED_BACK_DURING_COMMIT})

CLIENT_ERRORS = range(2000, 3000)  # raised by the driver: the server couldn't be reached or didn't answer

# The server was demoted, left its cluster or is shutting down. It may keep its connections open while it runs.
LEAVE_SERVER = frozenset(
    {
        NODE_NOT_READY,
        1053,  # shutting down
        1290,  # read_only or super_read_only, as after a switchover
        1792,  # transactions are read-only by default
        1836,  # read-only mode
        3032,  # offline mode
        3100,  # a hook of Group Replication failed before the commit, as when the member leaves
    }
)

# Errors that any write would get: read-only, no majority, disk full.
WRITES_REFUSED = frozenset({NODE_NOT_READY, 1290, 1792, 1836, 3100}) | frozenset(
    {
        3,  # a file could not be written
        1021,  # disk full
        1026,  # a file could not be written
        1030,  # an error of the storage engine, such as a full disk
        1114,  # the table cannot grow
    }
)


def code_of(error: BaseException) -> int | None:
    """The error number of the server or the driver; None for errors of SQLite and of Django itself."""
    code = error.args[0] if error.args else None
    return code if isinstance(code, int) else None


def is_rolled_back(error: DatabaseError, conflicts: Collection[str] = ()) -> bool:
    """Whether the transaction was certainly rolled back.

    `conflicts` names unique constraints and NOT NULL columns whose violation also counts.
    """
    code = code_of(error)
    if code in (DUPLICATE_ENTRY, NULL_IN_COLUMN):
        return any(f"{name}'" in str(error) for name in conflicts)  # MySQL puts the table before the name
    return code in ROLLED_BACK
