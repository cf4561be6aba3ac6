"""Django's MySQL backend with four round trips less for a request that has a transaction, and with a bound in time.

Django asks with a ping whether a kept connection still stands, and switches autocommit off and on around a transaction.
Here the end of a connection is seen on its socket, BEGIN travels with the first statement, and nothing has to be
switched back. COMMIT is always a statement of its own (decision 0051).

The driver's timeouts bound one wait; `REQUEST_SECONDS` bounds their sum: once a request has waited that long, no
statement and no connection is begun for it. Django calls `close_if_unusable_or_obsolete` where a request begins and
where it ends, and so do our own threads; the count starts again there.
"""

from __future__ import annotations

import select
from typing import Any

from django.db.backends.mysql import base
from django.db.utils import DEFAULT_DB_ALIAS, Error

from core.db.mysql.limited import LimitedWrapper
from core.db.mysql.time_budget import TimeBudget


class CursorWrapper(base.CursorWrapper):
    def __init__(self, cursor: Any, wrapper: DatabaseWrapper) -> None:
        super().__init__(cursor)
        self._wrapper = wrapper

    def execute(self, query: str, args: Any = None) -> Any:
        with self._wrapper.sending(), self._wrapper.budget:
            if not self._wrapper.begin_is_due:
                return super().execute(query, args)
            self._wrapper.begin_is_due = False
            super().execute(f"BEGIN; {query}", args)
            self.cursor.nextset()
            return self.cursor.rowcount

    def executemany(self, query: str, args: Any) -> Any:
        with self._wrapper.sending(), self._wrapper.budget:
            self._wrapper.begin()
            return super().executemany(query, args)

    def nextset(self) -> Any:
        with self._wrapper.budget:
            return self.cursor.nextset()


class DatabaseWrapper(LimitedWrapper):
    begin_is_due = False
    commits = 0

    def __init__(self, settings_dict: dict[str, Any], alias: str = DEFAULT_DB_ALIAS) -> None:
        super().__init__(settings_dict, alias)
        self.budget = TimeBudget(settings_dict.get("REQUEST_SECONDS"))

    def close_if_unusable_or_obsolete(self) -> None:
        super().close_if_unusable_or_obsolete()
        self.budget.renew()

    def is_usable(self) -> bool:
        """A server that ended the connection (restart, timeout, KILL) has said so: there is something to read.

        After an error that no ROLLBACK or COMMIT has followed, the connection is not used again. The driver may have
        closed its socket, whose number may by now be another's.
        """
        if self.errors_occurred:
            return False
        try:
            with self.wrap_database_errors:
                descriptor = self.connection.fileno()
        except Error:
            return False
        poller = select.poll()
        poller.register(descriptor, select.POLLIN)
        return super().is_usable() and not poller.poll(0)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        with self.budget:
            return super().get_new_connection(conn_params)

    def create_cursor(self, name: str | None = None) -> CursorWrapper:
        return CursorWrapper(self.connection.cursor(), self)

    def begin(self) -> None:
        """The transaction that is due begins now."""
        if self.begin_is_due:
            self.begin_is_due = False
            self.connection.query("BEGIN")

    def set_autocommit(self, autocommit: bool, force_begin_transaction_with_broken_autocommit: bool = False) -> None:
        """Django would open a new connection here for a transaction whose connection was lost."""
        if autocommit and self.connection is None:
            self.autocommit, self.begin_is_due = True, False
            return
        super().set_autocommit(autocommit, force_begin_transaction_with_broken_autocommit)

    def _start_transaction_under_autocommit(self) -> None:
        """Django's hook for backends whose transactions begin by a statement."""
        super()._start_transaction_under_autocommit()
        self.begin_is_due = True

    def _commit(self) -> None:
        with self.budget:
            super()._commit()  # type: ignore[misc]  # the stubs lack it
        self.commits += 1

    def _rollback(self) -> None:
        """Without time left Django closes the connection instead, by which the server rolls back too."""
        with self.budget:
            super()._rollback()  # type: ignore[misc]  # the stubs lack it

    def _set_autocommit(self, autocommit: bool) -> None:
        self.begin_is_due = False
        super()._set_autocommit(autocommit)
