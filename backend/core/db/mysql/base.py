"""Django's MySQL backend with four fewer round trips per transaction, and a limit on the time spent waiting.

Django pings a persistent connection before use, and turns autocommit off and on around a transaction. Here, a closed
connection is detected on its socket, BEGIN is sent with the first statement, and autocommit stays on. COMMIT is always
sent separately (decision 0051).

The driver's timeouts limit each wait; `REQUEST_SECONDS` limits their total. Once a request has waited that long, no
more statements or connections are started for it. Django calls `close_if_unusable_or_obsolete` at the beginning and end
of a request, and so do our own threads. That resets the total.
"""

from __future__ import annotations

import select
from typing import Any

from django.db.backends.mysql import base
from django.db.utils import DEFAULT_DB_ALIAS, Error

from core.db.mysql.limited import LimitedWrapper
from core.db.mysql.time_budget import TimeBudget
from core.tracing import spans


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
        """Checks the socket, which is readable if the server has closed the connection (restart, timeout, KILL).

        After an error without a ROLLBACK or COMMIT, the connection isn't used again: the driver may have closed its
        socket, and something else may have the file descriptor now.
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
        """Sends a pending BEGIN."""
        if self.begin_is_due:
            self.begin_is_due = False
            self.connection.query("BEGIN")

    def set_autocommit(self, autocommit: bool, force_begin_transaction_with_broken_autocommit: bool = False) -> None:
        """Unlike Django, doesn't reconnect here if the connection was lost."""
        if autocommit and self.connection is None:
            self.autocommit, self.begin_is_due = True, False
            return
        super().set_autocommit(autocommit, force_begin_transaction_with_broken_autocommit)

    def _start_transaction_under_autocommit(self) -> None:
        """Django's hook for backends that begin a transaction with a statement."""
        super()._start_transaction_under_autocommit()
        self.begin_is_due = True

    def _commit(self) -> None:
        with spans.database("COMMIT"), self.budget:
            super()._commit()  # type: ignore[misc]  # the stubs lack it
        self.commits += 1

    def _rollback(self) -> None:
        """If no time is left, Django closes the connection instead, which also makes the server roll back."""
        with self.budget:
            super()._rollback()  # type: ignore[misc]  # the stubs lack it

    def _set_autocommit(self, autocommit: bool) -> None:
        self.begin_is_due = False
        super()._set_autocommit(autocommit)
