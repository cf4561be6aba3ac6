"""A server on SQLite keeps one idle connection, as its others come and go.

SQLite deletes its log and index with the last connection, and the next one has to make them again, even to read. On a
full disk it can't.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

from django.db import OperationalError, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from core.tasks.background import background

RETRY_SECONDS = 2


@contextmanager
def kept_open() -> Iterator[None]:
    """Does nothing for another database."""
    if connection.vendor != "sqlite":
        yield
        return
    kept = connections.create_connection("default")
    kept.inc_thread_sharing()
    with closing(kept):
        _open(kept)
        yield


def _open(kept: BaseDatabaseWrapper) -> None:
    """Again later while it fails: the server may have started on a full disk."""
    try:
        kept.ensure_connection()
    except OperationalError:
        background.put(lambda: _open(kept), seconds=RETRY_SECONDS)
