"""Cached summaries in embedded mode: in the memory of the process, with the same rules as the Redis scripts."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from typing import NamedTuple

TTL_MS = 5000
MAX_SUMMARIES = 10_000


class Summary(NamedTuple):
    """`head` and `lines` (newest first) are JSON without line breaks."""

    version: int
    head: bytes
    lines: tuple[bytes, ...]


class Append(NamedTuple):
    """The next version of the summary `name`: a new head and one more line. Only the newest `keep` lines are kept.

    `asked` is the cache's time in milliseconds before the write reached the database, or None if unknown.
    """

    name: str
    version: int
    head: bytes
    line: bytes
    keep: int
    asked: int | None


class _Entry(NamedTuple):
    """A version without a summary doesn't serve reads, but refuses older fills until it expires. Times are in
    milliseconds.
    """

    version: int
    summary: Summary | None
    fresh_until: int
    expires: int


def now_ms() -> int:
    return int(time.monotonic() * 1000)


class LocalSummaries:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._entries: OrderedDict[str, _Entry] = OrderedDict()

    def get(self, name: str) -> tuple[Summary | None, int]:
        now = now_ms()
        entry = self._entries.get(name)
        return (entry.summary if entry and entry.fresh_until > now else None), now

    def fill(self, name: str, summary: Summary, asked: int) -> None:
        with self._lock:
            entry, fresh_until = self._current(name), asked + TTL_MS
            if entry and (entry.version, entry.fresh_until) >= (summary.version, fresh_until):
                return
            self._keep(name, summary.version, summary, fresh_until)

    def append(self, new: Append) -> None:
        with self._lock:
            entry, now = self._current(new.name), now_ms()
            if entry and entry.version >= new.version:
                return
            fresh_until = 0 if new.asked is None else new.asked + TTL_MS
            usable = entry and entry.version == new.version - 1 and min(entry.fresh_until, fresh_until) > now
            if entry and entry.summary and usable:
                lines = (new.line, *entry.summary.lines)[: new.keep]
                self._keep(new.name, new.version, Summary(new.version, new.head, lines), fresh_until)
            else:
                self._keep(new.name, new.version, None, 0)

    def forget(self, name: str) -> None:
        with self._lock:
            self._entries.pop(name, None)

    def clear(self) -> None:
        self._entries.clear()

    def _current(self, name: str) -> _Entry | None:
        entry = self._entries.get(name)
        return entry if entry and entry.expires > now_ms() else None

    def _keep(self, name: str, version: int, summary: Summary | None, fresh_until: int) -> None:
        self._entries[name] = _Entry(version, summary, fresh_until, now_ms() + TTL_MS)
        self._entries.move_to_end(name)
        if len(self._entries) > MAX_SUMMARIES:
            self._entries.popitem(last=False)
