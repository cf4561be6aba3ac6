"""Connections that hold a slot (`core.db.slots`) while they use the database.

They also inspect errors. A demoted server keeps its connections but refuses writes, so a connection that gets such an
error is closed at the end of its transaction. All other connections of the process are closed before their next use.
"""

from __future__ import annotations

import time
from typing import Any

from django.db.backends.mysql import base
from django.db.utils import DatabaseErrorWrapper
from django.utils.functional import cached_property

from core.db import write_health
from core.db.errors import CLIENT_ERRORS, LEAVE_SERVER, WRITES_REFUSED, code_of
from core.db.mysql.time_budget import TimeBudget
from core.db.slot_owner import current_owner
from core.db.slots import DatabaseLimit, Slot, limit_of

REPLACE_SECONDS = 1.0  # all connections are replaced at most once per this interval

_replaced_at = 0.0  # connections opened before this time aren't used again


class _Errors(DatabaseErrorWrapper):
    """Inspects every error of the driver."""

    wrapper: LimitedWrapper

    def __exit__(self, kind: Any, error: Any, traceback: Any) -> None:
        if error is not None:
            self.wrapper.note(error)
        super().__exit__(kind, error, traceback)


class _Sending:
    """Holds a slot during the block, unless the transaction already holds one."""

    __slots__ = ("_takes", "_wrapper")

    def __init__(self, wrapper: LimitedWrapper) -> None:
        self._wrapper = wrapper

    def __enter__(self) -> None:
        self._takes = self._wrapper.take_slot()

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self._wrapper.is_answered = True
        if self._takes:
            self._wrapper.give_back_slot()
        if self._wrapper.is_to_leave and not self._wrapper.in_atomic_block:
            self._wrapper.close()


class LimitedWrapper(base.DatabaseWrapper):
    budget: TimeBudget
    is_answered: bool | None = None  # whether the server answered the last statement
    is_to_leave = False
    _slot: Slot | None = None
    _made_at = 0.0
    _begun = False  # whether the slot belongs to a transaction

    @cached_property
    def wrap_database_errors(self) -> _Errors:
        return _Errors(self)

    @cached_property
    def limit(self) -> DatabaseLimit | None:
        return limit_of(self.settings_dict.get("CONCURRENCY"))

    def sending(self) -> _Sending:
        return _Sending(self)

    def take_slot(self) -> bool:
        """Returns whether the caller has to release the slot. Raises DatabaseBusy."""
        if self._slot is not None or self.limit is None:
            return False
        self.is_answered = None
        with self.budget:
            self._slot = self.limit.acquire(current_owner())
        return True

    def give_back_slot(self) -> None:
        slot, self._slot, self._begun = self._slot, None, False
        if slot is not None and self.limit is not None:
            self.limit.release(slot, answered=self.is_answered)

    def note(self, error: BaseException) -> None:
        global _replaced_at
        code = code_of(error)
        if code is not None and code in CLIENT_ERRORS:
            self.is_answered = False
        elif code:  # the driver uses 0 if the connection was closed on this side
            self.is_answered = True
        if code in WRITES_REFUSED:
            write_health.refused()
        if code in LEAVE_SERVER:
            self.is_to_leave = True
            now = time.monotonic()
            if now - _replaced_at > REPLACE_SECONDS:
                _replaced_at = now

    def is_usable(self) -> bool:
        return self._made_at > _replaced_at

    def connect(self) -> None:
        with self.sending():
            self._made_at = time.monotonic()
            self.is_to_leave = False
            try:
                super().connect()
            except BaseException as error:
                self.note(error)
                self.close()  # otherwise Django would use a connection without its session settings
                raise

    def close(self) -> None:
        try:
            super().close()
        finally:
            self.give_back_slot()

    def set_autocommit(self, autocommit: bool, force_begin_transaction_with_broken_autocommit: bool = False) -> None:
        super().set_autocommit(autocommit, force_begin_transaction_with_broken_autocommit)
        if autocommit and self.is_to_leave:
            self.close()

    def _start_transaction_under_autocommit(self) -> None:
        self._begun = self.take_slot()

    def _set_autocommit(self, autocommit: bool) -> None:
        """Called at the end of a transaction. Releases the slot before the `on_commit` hooks run."""
        try:
            super()._set_autocommit(autocommit)  # type: ignore[misc]  # the stubs lack it
        finally:
            if autocommit and self._begun:
                self.give_back_slot()
