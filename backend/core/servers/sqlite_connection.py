"""Keeps an idle connection to SQLite open, because all other connections are opened and closed repeatedly.

When the last connection is closed, SQLite deletes its log and index. The next connection has to create them again, even
to read, which fails on a full disk.
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
    """Does nothing for other databases."""
    if connection.vendor != "sqlite":
        yield
        return
    kept = connections.create_connection("default")
    kept.inc_thread_sharing()
    with closing(kept):
        _open(kept)
        yield


def _open(kept: BaseDatabaseWrapper) -> None:
    """Retries until it succeeds, because the server may have been started with a full disk."""
    try:
        kept.ensure_connection()
    except OperationalError:
        background.put(lambda: _open(kept), seconds=RETRY_SECONDS)
