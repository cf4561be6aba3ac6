"""The message that a command prints instead of a traceback if the disk of the database is full."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

LITTLE_BYTES = 1024 * 1024
SQLITE_FAULTS = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)  # primary result codes
MYSQL_FULL = (1021, 1114)  # disk full, table full
NO_SPACE = "No space left on device"  # the operating system's message, which is part of other MySQL errors


def explanation(error: BaseException) -> str | None:
    """Returns None for any other error."""
    database = settings.DATABASES["default"]
    is_embedded = database["ENGINE"].endswith("sqlite3")
    if not any((_of_sqlite if is_embedded else _of_mysql)(one) for one in _chain(error)):
        return None
    if not is_embedded:
        return "The disk of the database server is full. Free up some space, then run this command again."
    file = Path(database["NAME"]).resolve()
    left = shutil.disk_usage(file.parent).free // 1024
    return (
        f"The disk that holds {file} is full ({left} KiB left). Free up some space, then run this command again. "
        "No stored data was lost."
    )


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _of_sqlite(error: BaseException) -> bool:
    """Also returns True for I/O errors, which SQLite reports if it can't create or extend a file."""
    code = getattr(error, "sqlite_errorcode", 0)
    if code & 0xFF not in SQLITE_FAULTS:
        return False
    folder = Path(settings.DATABASES["default"]["NAME"]).resolve().parent
    return code == sqlite3.SQLITE_FULL or (folder.is_dir() and shutil.disk_usage(folder).free < LITTLE_BYTES)


def _of_mysql(error: BaseException) -> bool:
    return bool(error.args) and (error.args[0] in MYSQL_FULL or NO_SPACE in str(error))
