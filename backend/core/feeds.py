"""A cache of short feeds: a head and the newest lines, under a version that never goes back.

With Redis the feeds are shared by all processes. Without (embedded) they live in this process, which is then the only
one. While Redis is configured but away there is no cache: reads miss, and what could not be told is owed (`core.debts`)
until Redis is back, so that nothing from before the outage survives it.
"""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from dataclasses import dataclass

from django.conf import settings

from core.redis import Unavailable, breaker, run_key
from core.redis_line import Command

TTL_SECONDS = 3600
LOCAL_FEEDS = 10_000

# An empty value is a tombstone: it hides what is older, and readers miss.
PUT = """
local have = redis.call('HGET', KEYS[1], 'version')
if have and tonumber(have) > tonumber(ARGV[1]) then return 0 end
redis.call('HSET', KEYS[1], 'version', ARGV[1], 'value', ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[3])
return 1
"""

# Onto the very next version only: a feed with a hole would be worse than none.
APPEND = """
local version, keep = tonumber(ARGV[1]), tonumber(ARGV[4])
local have = redis.call('HMGET', KEYS[1], 'version', 'value')
local at = tonumber(have[1] or -1)
if at >= version then return 0 end
local value = ''
if at == version - 1 and have[2] ~= '' then
  local lines, old = {ARGV[2], ARGV[3]}, -1
  for line in string.gmatch(have[2], '[^\\n]+') do
    old = old + 1
    if old > 0 and old < keep then table.insert(lines, line) end
  end
  value = table.concat(lines, '\\n')
end
redis.call('HSET', KEYS[1], 'version', ARGV[1], 'value', value)
redis.call('EXPIRE', KEYS[1], ARGV[5])
return 1
"""


@dataclass(frozen=True)
class Feed:
    """`head` and `lines` (newest first) are JSON without a line break."""

    version: int
    head: bytes
    lines: tuple[bytes, ...]


@dataclass(frozen=True)
class Append:
    """The next version of the feed `name`: another head, one more line, of which the newest `keep` stay."""

    name: str
    version: int
    head: bytes
    line: bytes
    keep: int


NOTHING = Feed(-1, b"", ())


class _LocalFeeds:
    """As in Redis: a feed without a head is a tombstone, which keeps a slow reader from offering what is older."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._feeds: OrderedDict[str, Feed] = OrderedDict()

    def get(self, name: str) -> Feed | None:
        feed = self._feeds.get(name)
        return feed if feed and feed.head else None

    def put(self, name: str, feed: Feed) -> None:
        with self._lock:
            have = self._feeds.get(name)
            if have is None or have.version <= feed.version:
                self._keep(name, feed)

    def append(self, new: Append) -> None:
        with self._lock:
            have = self._feeds.get(new.name, NOTHING)
            if have.version >= new.version:
                return
            if have.version == new.version - 1 and have.head:
                self._keep(new.name, Feed(new.version, new.head, (new.line, *have.lines)[: new.keep]))
            else:
                self._keep(new.name, Feed(new.version, b"", ()))

    def forget(self, name: str) -> None:
        with self._lock:
            self._feeds.pop(name, None)

    def clear(self) -> None:
        self._feeds.clear()

    def _keep(self, name: str, feed: Feed) -> None:
        self._feeds[name] = feed
        self._feeds.move_to_end(name)
        if len(self._feeds) > LOCAL_FEEDS:
            self._feeds.popitem(last=False)


local = _LocalFeeds()

owed: dict[str, int] = {}  # by name, the version that Redis has not heard of: `core.debts` settles it


def get(name: str) -> Feed | None:
    if settings.REDIS_URL is None:
        return local.get(name)
    if name in owed:
        return None
    try:
        ((version, value),) = breaker.run(lambda line: line.ask(("HMGET", run_key(name), "version", "value")))
    except Unavailable:
        return None
    if version is None or not value:
        return None
    head, *lines = value.split(b"\n")
    return Feed(int(version), head, tuple(lines))


def offer(name: str, feed: Feed) -> None:
    """What a reader found in the database. A newer feed stays; the offer may be lost."""
    if settings.REDIS_URL is None:
        local.put(name, feed)
        return
    with contextlib.suppress(Unavailable):
        breaker.run(lambda line: line.ask(put_command(name, feed.version, b"\n".join((feed.head, *feed.lines)))))


def forget(name: str) -> None:
    local.forget(name)
    with contextlib.suppress(Unavailable):
        breaker.run(lambda line: line.ask(("DEL", run_key(name))))


def put_command(name: str, version: int, value: bytes) -> Command:
    return "EVAL", PUT, 1, run_key(name), version, value, TTL_SECONDS


def append_command(new: Append) -> Command:
    """Whoever sends it and fails has to owe the version."""
    return "EVAL", APPEND, 1, run_key(new.name), new.version, new.head, new.line, new.keep, TTL_SECONDS
