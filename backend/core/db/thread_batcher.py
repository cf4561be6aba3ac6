"""Combines concurrent calls of threads, like `core.sockets.batcher` those of an event loop.

A call that comes alone is executed at once. Those that come during a batch wait, and the first leads the next:
its thread executes them all.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from django.db import OperationalError, connection

K = TypeVar("K")
V = TypeVar("V")

SLOW_SECONDS = 0.02  # a batch that takes longer no longer holds up the next one
MAX_WAIT_SECONDS = 4.5  # on SQLite


class _Call(Generic[K, V]):
    __slots__ = ("answer", "batch", "key", "woken")

    def __init__(self, key: K) -> None:
        self.key = key
        self.batch: list[_Call[K, V]] = []  # the calls that its thread has to execute
        self.answer: V | Exception = OperationalError("The thread that led the batch has not answered.")
        self.woken = threading.Event()


class ThreadBatcher(Generic[K, V]):
    """`execute` returns a value or an exception for each key, in order."""

    def __init__(self, execute: Callable[[Sequence[K]], Sequence[V | Exception]], size: int) -> None:
        self._execute = execute
        self._size = size
        self._lock = threading.Lock()
        self._waiting: list[_Call[K, V]] = []
        self._leader: _Call[K, V] | None = None

    def __call__(self, key: K) -> V:
        """Raises OperationalError if it isn't known in time whether the call was executed."""
        call: _Call[K, V] = _Call(key)
        with self._lock:
            self._waiting.append(call)
            if self._leader is None:
                self._appoint()
        if not call.batch and not call.woken.wait(SLOW_SECONDS):
            self._wait_longer(call)
        if call.batch:
            self._lead(call)
        if isinstance(call.answer, Exception):
            raise call.answer
        return call.answer

    def _appoint(self) -> None:
        """The first of the waiting calls leads, if there are any. Needs the lock."""
        batch, self._waiting = self._waiting[: self._size], self._waiting[self._size :]
        self._leader = batch[0] if batch else None
        if self._leader:
            self._leader.batch = batch
            self._leader.woken.set()

    def _wait_longer(self, call: _Call[K, V]) -> None:
        """For its batch, or if that hasn't begun, leads it."""
        with self._lock:
            if call in self._waiting:
                self._waiting.remove(call)
                self._waiting.insert(0, call)
                self._appoint()
        if call.woken.is_set():
            return
        try:
            _wait_as_for_a_statement(call.woken)
        except OperationalError:
            if not call.woken.is_set():
                raise

    def _lead(self, leader: _Call[K, V]) -> None:
        try:
            answers = self._execute([call.key for call in leader.batch])
            for call, answer in zip(leader.batch, answers, strict=True):
                call.answer = answer
        finally:
            with self._lock:
                if self._leader is leader:
                    self._appoint()
            for call in leader.batch:
                call.woken.set()


def _wait_as_for_a_statement(answered: threading.Event) -> None:
    """Takes a slot (`core.db.slots`) and time of the request, and lasts no longer than one statement: while the
    database hangs, as many threads stay free as if each executed its own. Raises OperationalError.
    """
    if connection.vendor != "mysql":
        answered.wait(MAX_WAIT_SECONDS)
        return
    wrapper: Any = connection
    takes = wrapper.take_slot()
    try:
        with wrapper.budget:
            answered.wait(wrapper.settings_dict["OPTIONS"]["read_timeout"])
    finally:
        if takes:
            wrapper.give_back_slot()
