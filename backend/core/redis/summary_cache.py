"""A cache of summaries: a head and the newest lines, with a version that never decreases while it is cached.

An entry serves reads for at most five seconds, counted from just before its writer accessed the database (`asked`). So
it is never older than that, and a fill can't restore a state that a later write has replaced. All its timestamps come
from the Redis server's clock. Without Redis (embedded), the summaries are in the memory of this process, which is then
the only one. While Redis is configured but unavailable, reads miss. See docs/decisions/0050 for the reasons.
"""

from __future__ import annotations

import contextlib
import time
from collections import OrderedDict

from django.conf import settings

from core.redis.client import NOW_MS, Unavailable, breaker, key, owner_in
from core.redis.connection import Command
from core.redis.local_summaries import TTL_MS, Append, LocalSummaries, Summary

__all__ = ["Append", "Summary", "append_command", "bypass", "fill", "forget", "get", "local", "outdate"]

# Returns {version, value, now}. The first two are false unless the entry is fresh.
GET = (
    NOW_MS
    + """
local there = redis.call('HMGET', KEYS[1], 'version', 'value', 'fresh_until')
if tonumber(there[3] or 0) > now then return {there[1], there[2], now} end
return {false, false, now}
"""
)

# KEYS: the entry. ARGV: version, value, asked, time to live. A very late fill that is newer isn't refused, but doesn't
# count as fresh.
FILL = (
    NOW_MS
    + """
local version, ttl = tonumber(ARGV[1]), tonumber(ARGV[4])
local fresh_until = math.min(tonumber(ARGV[3]), now) + ttl
local there = redis.call('HMGET', KEYS[1], 'version', 'fresh_until')
local newest = tonumber(there[1] or -1)
if newest > version or (newest == version and tonumber(there[2]) >= fresh_until) then return 0 end
redis.call('HSET', KEYS[1], 'version', version, 'value', ARGV[2], 'fresh_until', fresh_until)
redis.call('PEXPIRE', KEYS[1], ttl)
return 1
"""
)

# KEYS: the entry. ARGV: version, head, line, number of lines, asked or '', time to live. Appends only to a fresh entry
# of the previous version, because a summary must not have gaps. Otherwise, only the version is stored, so that older
# fills are refused.
APPEND = (
    NOW_MS
    + """
local version, keep, asked, ttl = tonumber(ARGV[1]), tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local there = redis.call('HMGET', KEYS[1], 'version', 'value', 'fresh_until')
local newest = tonumber(there[1] or -1)
if newest >= version then return 0 end
local value, fresh_until = '', 0
if asked and newest == version - 1 and tonumber(there[3]) > now and math.min(asked, now) + ttl > now then
  local lines, old = {ARGV[2], ARGV[3]}, -1
  for line in string.gmatch(there[2], '[^\\n]+') do
    old = old + 1
    if old > 0 and old < keep then table.insert(lines, line) end
  end
  value, fresh_until = table.concat(lines, '\\n'), math.min(asked, now) + ttl
end
redis.call('HSET', KEYS[1], 'version', version, 'value', value, 'fresh_until', fresh_until)
redis.call('PEXPIRE', KEYS[1], ttl)
return 1
"""
)

local = LocalSummaries()

_bypassed: OrderedDict[str, float] = OrderedDict()  # when this process may read each name from the cache again


def get(name: str) -> tuple[Summary | None, int | None]:
    """Returns the summary if a fresh one is cached, and `asked` for the fill after a miss (None: don't fill)."""
    if settings.REDIS_URL is None:
        return local.get(name)
    try:
        ((version, value, now),) = breaker.run(lambda connection: connection.execute(("EVAL", GET, 1, _key(name))))
    except Unavailable:
        return None, None
    if version is None or _is_bypassed(name):
        return None, now
    head, *lines = value.split(b"\n")
    return Summary(int(version), head, tuple(lines)), now


def fill(name: str, summary: Summary, asked: int | None) -> None:
    """Caches a summary read from the database, unless a newer version is cached. The fill may be lost."""
    if asked is None:
        return
    if settings.REDIS_URL is None:
        local.fill(name, summary, asked)
        return
    value = b"\n".join((summary.head, *summary.lines))
    with contextlib.suppress(Unavailable):
        breaker.run(
            lambda connection: connection.execute(("EVAL", FILL, 1, _key(name), summary.version, value, asked, TTL_MS))
        )


def append_command(new: Append) -> Command:
    """Returns a command for a pipeline. If it can't be sent, call `bypass`."""
    asked = "" if new.asked is None else new.asked
    return ("EVAL", APPEND, 1, _key(new.name), new.version, new.head, new.line, new.keep, asked, TTL_MS)


def outdate(name: str, version: int) -> None:
    """Makes sure that no read gets an earlier version from the cache from now on."""
    new = Append(name, version, head=b"", line=b"", keep=1, asked=None)
    if settings.REDIS_URL is None:
        local.append(new)
        return
    try:
        breaker.run(lambda connection: connection.execute(append_command(new)))
    except Unavailable:
        bypass(name)


def bypass(name: str) -> None:
    """Keeps this process from reading `name` from the cache until the entry there has expired."""
    now = time.monotonic()
    _bypassed[name] = now + TTL_MS / 1000
    _bypassed.move_to_end(name)
    while _bypassed and next(iter(_bypassed.values())) <= now:
        _bypassed.popitem(last=False)


def forget(name: str) -> None:
    """Removes the entry, including the version that refuses older fills. Use it only for deleted owners."""
    local.forget(name)
    with contextlib.suppress(Unavailable):
        breaker.run(lambda connection: connection.execute(("DEL", _key(name))))


def _is_bypassed(name: str) -> bool:
    return _bypassed.get(name, 0) > time.monotonic()


def _key(name: str) -> str:
    return key(f"summary:{name}", owner_in(name))
