"""Django's MySQL backend with five round trips less for a request that has a transaction.

Django asks with a ping whether a kept connection still stands, and switches autocommit off and on around a transaction.
Here the end of a connection is seen on its socket, BEGIN travels with the first statement, COMMIT may travel with the
last (`core.transactions`), and nothing has to be switched back.
"""

from __future__ import annotations

import select
from typing import Any

from django.db.backends.mysql import base
from django.db.utils import Error


class CursorWrapper(base.CursorWrapper):
    def __init__(self, cursor: Any, wrapper: DatabaseWrapper) -> None:
        super().__init__(cursor)
        self._wrapper = wrapper

    def execute(self, query: str, args: Any = None) -> Any:
        if not self._wrapper.begin_is_due:
            return super().execute(query, args)
        self._wrapper.begin_is_due = False
        super().execute(f"BEGIN; {query}", args)
        self.cursor.nextset()
        return self.cursor.rowcount

    def executemany(self, query: str, args: Any) -> Any:
        self._wrapper.begin()
        return super().executemany(query, args)


class DatabaseWrapper(base.DatabaseWrapper):
    begin_is_due = False
    is_committed = False

    def is_usable(self) -> bool:
        """A server that ended the connection (restart, timeout, KILL) has said so: there is something to read."""
        try:
            with self.wrap_database_errors:
                descriptor = self.connection.fileno()
        except Error:
            return False
        poller = select.poll()
        poller.register(descriptor, select.POLLIN)
        return not poller.poll(0)

    def create_cursor(self, name: str | None = None) -> CursorWrapper:
        return CursorWrapper(self.connection.cursor(), self)

    def begin(self) -> None:
        """The transaction that is due begins now."""
        if self.begin_is_due:
            self.begin_is_due = False
            self.connection.query("BEGIN")

    def _start_transaction_under_autocommit(self) -> None:
        """Django's hook for backends whose transactions begin by a statement."""
        self.begin_is_due = True
        self.is_committed = False

    def _commit(self) -> None:
        if not self.is_committed:
            super()._commit()  # type: ignore[misc]  # the stubs lack it
        self.is_committed = False

    def _set_autocommit(self, autocommit: bool) -> None:
        self.begin_is_due = False
        super()._set_autocommit(autocommit)  # type: ignore[misc]  # the stubs lack it
