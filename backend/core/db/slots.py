"""Limits the number of threads of a process that may wait for the database at the same time.

A thread takes a slot for a transaction, or for a statement outside of a transaction (`core.db.mysql`). There are fewer
slots than threads. While the database responds, a thread without a slot waits for one. If all slots are taken and none
is released, the database hangs: requests that need it are refused immediately, and the other threads serve requests
that don't need it. Decision 0052.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Hashable

from django.db import OperationalError

STALL_SECONDS = 0.5  # without a slot being taken or released
CROWDED_STALL_SECONDS = 0.1  # like STALL_SECONDS, for owners with more than `WAITING_PER_OWNER` waiting threads
MAX_WAIT_SECONDS = 2.0
PROBE_SECONDS = 1.0
SLOTS_PER_OWNER = 2
WAITING_PER_OWNER = 4


class DatabaseBusy(OperationalError):
    """Raised before anything is sent to the database."""


class Slot:
    """A slot that a thread holds or, while `taken_at` is 0, waits for."""

    __slots__ = ("owner", "taken_at", "wake")

    def __init__(self, owner: Hashable) -> None:
        self.owner = owner
        self.taken_at = 0.0
        self.wake: threading.Event | None = None


class _Group:
    """Counts the slots of the process or of one owner."""

    __slots__ = ("changed_at", "held", "size")

    def __init__(self, size: int) -> None:
        self.size = size
        self.held = 0
        self.changed_at = 0.0

    def add(self, number: int, now: float) -> None:
        self.held += number
        self.changed_at = now

    def is_full(self) -> bool:
        return self.held >= self.size


class DatabaseLimit:
    """The slots of a process. Thread-safe. Uses the monotonic clock."""

    def __init__(self, slots: int) -> None:
        self._lock = threading.Lock()
        self._process = _Group(slots)
        self._owners: dict[Hashable, _Group] = {}  # only owners with slots
        self._waiting: list[Slot] = []
        self._next_probe_at: float | None = None  # None while the database responds
        self._answered_at = 0.0

    def acquire(self, owner: Hashable = None) -> Slot:
        """Takes a slot. Raises DatabaseBusy.

        Also limits the slots per owner, because all work of one owner may wait for one locked row.
        """
        slot = Slot(owner)
        with self._lock:
            now = time.monotonic()
            is_free = not self._full_groups(owner)
            if self._next_probe_at is not None:
                is_probed = now < self._next_probe_at and self._process.held
                if is_probed or not is_free:
                    raise DatabaseBusy("the database is not responding")
                self._next_probe_at = now + PROBE_SECONDS  # this request probes the database
            if is_free:
                self._take(slot, now)
                return slot
            slot.wake = threading.Event()
            self._waiting.append(slot)
        self._wait(slot, slot.wake, now + MAX_WAIT_SECONDS)
        return slot

    def release(self, slot: Slot, *, answered: bool | None) -> None:
        """`answered` is False if the connection failed, and None if nothing was sent.

        If a connection failed only after STALL_SECONDS, the database hangs.
        """
        with self._lock:
            now = time.monotonic()
            self._give_back(slot, now)
            if answered:
                self._answered_at = now
                self._next_probe_at = None
            elif answered is False and now - slot.taken_at >= STALL_SECONDS and slot.taken_at >= self._answered_at:
                self._next_probe_at = now + PROBE_SECONDS
            if self._waiting:
                self._wake_waiting(now)

    def _full_groups(self, owner: Hashable) -> list[_Group]:
        own = self._owners.get(owner) if owner is not None else None
        full = [self._process] if self._process.is_full() else []
        return [*full, own] if own is not None and own.is_full() else full

    def _take(self, slot: Slot, now: float) -> None:
        slot.taken_at = now
        self._process.add(1, now)
        if slot.owner is not None:
            own = self._owners.get(slot.owner)
            if own is None:
                own = self._owners[slot.owner] = _Group(SLOTS_PER_OWNER)
            own.add(1, now)

    def _give_back(self, slot: Slot, now: float) -> None:
        self._process.add(-1, now)
        if slot.owner is not None:
            own = self._owners[slot.owner]
            own.add(-1, now)
            if not own.held:
                del self._owners[slot.owner]

    def _wake_waiting(self, now: float) -> None:
        """Gives free slots to the threads that have waited longest. If the database hangs, wakes all of them so that
        they fail.
        """
        is_down = self._next_probe_at is not None
        for slot in tuple(self._waiting):
            if not is_down and self._full_groups(slot.owner):
                continue
            self._waiting.remove(slot)
            if not is_down:
                self._take(slot, now)
            if slot.wake is not None:
                slot.wake.set()

    def _wait(self, slot: Slot, wake: threading.Event, deadline: float) -> None:
        """Waits until the slot is granted, the deadline passes, or the database stalls."""
        pause = 0.0
        while not wake.wait(pause):
            with self._lock:
                pause = min(deadline, self._stalls_at(slot)) - time.monotonic()
                if pause <= 0 and not wake.is_set():
                    self._waiting.remove(slot)
                    break
        if not slot.taken_at:
            raise DatabaseBusy("the database is not responding")

    def _stalls_at(self, slot: Slot) -> float:
        of_owner = sum(other.owner == slot.owner for other in self._waiting)
        is_crowded = slot.owner is not None and of_owner > WAITING_PER_OWNER
        stall_seconds = CROWDED_STALL_SECONDS if is_crowded else STALL_SECONDS
        return min((group.changed_at for group in self._full_groups(slot.owner)), default=0.0) + stall_seconds


_limits: dict[int, DatabaseLimit] = {}


def limit_of(slots: int | None) -> DatabaseLimit | None:
    """Returns the limit of this process. None means no limit, for workers and commands."""
    return None if slots is None else _limits.setdefault(slots, DatabaseLimit(slots))
