"""Checks whether the session of an access token is still active, usually without a query.

For at most five seconds, counted from just before its row was read, Redis caches that a session is active. The end of a
session is written there immediately. If Redis has neither, the row is read. A process also caches its own results for
two seconds, which is the only cache while Redis is unavailable.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence

from django.conf import settings
from django.db import DatabaseError

from accounts.models import Session
from accounts.sessions.claims import Claims
from accounts.sessions.lifetimes import ACCESS_LIFETIME, alive
from core.rate_limits import sliding_log
from core.rate_limits.sliding_log import Admission, Call
from core.redis.client import NOW_MS, Unavailable, breaker, key
from core.sockets.principal import SessionEnded

ACTIVE_MS = 5000
ENDED_SECONDS = int(ACCESS_LIFETIME.total_seconds()) + 60  # longer than the lifetime of access tokens
LOCAL_SECONDS = 2.0
LOCAL_SESSIONS = 20_000

ALIVE = b"alive"
ENDED = b"ended"

# KEYS: the session. Returns {its cached state or false, the time in milliseconds}.
STATE = f"{NOW_MS} return {{redis.call('GET', KEYS[1]), now}}"

# KEYS: the session. ARGV: asked, time to live. Never replaces the entry of an ended session.
CACHE_ALIVE = (
    NOW_MS
    + """
local left = math.min(tonumber(ARGV[1]), now) + tonumber(ARGV[2]) - now
if left > 0 then redis.call('SET', KEYS[1], 'alive', 'PX', left, 'NX') end
"""
)


class _Local:
    """Sessions that were active within the last two seconds."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._until: OrderedDict[str, float] = OrderedDict()

    def is_fresh(self, session_id: str) -> bool:
        return self._until.get(session_id, 0) > time.monotonic()

    def remember(self, session_id: str, asked_at: float) -> None:
        """`asked_at` is the monotonic time before the row was read."""
        with self._lock:
            self._until[session_id] = asked_at + LOCAL_SECONDS
            self._until.move_to_end(session_id)
            if len(self._until) > LOCAL_SESSIONS:
                self._until.popitem(last=False)

    def forget(self, session_ids: Iterable[str]) -> None:
        with self._lock:
            for session_id in session_ids:
                self._until.pop(session_id, None)

    def clear(self) -> None:
        self._until.clear()


local = _Local()


def admit(claims: Claims, scope: str) -> Admission:
    """Counts one use against the player's rate for the scope. Raises SessionEnded."""
    [admission] = admit_all([claims], scope)
    if isinstance(admission, Exception):
        raise admission
    return admission


def admit_all(claims: Sequence[Claims], scope: str) -> list[Admission | Exception]:
    """Counts one use for each. In place of an admission, returns SessionEnded or the error that prevented the check."""
    rate = getattr(settings.RATES, scope)
    calls = [Call(f"{scope}:{one.player_id}", rate, _name(one.session_id)) for one in claims]
    admissions = sliding_log.admit_all(calls)
    cached = {one.session_id: admission.watched for one, admission in zip(claims, admissions, strict=True)}
    times = [admission.asked for admission in admissions if admission.asked is not None]
    asked = min(times) if len(times) == len(admissions) else None  # the earliest time, if several nodes are involved
    errors = _checked({one.session_id: one for one in claims}, cached, asked)
    return [errors[one.session_id] or admission for one, admission in zip(claims, admissions, strict=True)]


def confirm(claims: Iterable[Claims]) -> dict[str, Exception | None]:
    """Doesn't count a use. Maps each session to None, SessionEnded, or the error that prevented the check."""
    sessions = {one.session_id: one for one in claims}
    session_ids = list(sessions)
    states, asked = _cached(list(sessions.values()))
    return _checked(sessions, dict(zip(session_ids, states, strict=True)), asked)


def _checked(
    sessions: Mapping[str, Claims], cached: Mapping[str, bytes | None], asked: int | None
) -> dict[str, Exception | None]:
    """Looks up the sessions that neither Redis (`cached`) nor this process has cached."""
    unknown = [one for one, state in cached.items() if state not in (ALIVE, ENDED) and not local.is_fresh(one)]
    try:
        on = _active_rows([sessions[one] for one in unknown], asked)
        against: Exception = SessionEnded()
    except DatabaseError as error:
        on, against = set(), error
    found: dict[str, Exception | None] = {
        one: SessionEnded() if state == ENDED else None for one, state in cached.items()
    }
    return found | {one: against for one in unknown if one not in on}


def _cached(claims: Sequence[Claims]) -> tuple[Sequence[bytes | None], int | None]:
    """Returns their cached states, and Redis's time in milliseconds: the earliest, if several nodes are involved."""
    reads = [("EVAL", STATE, 1, _key(one.player_id, one.session_id)) for one in claims]
    try:
        found = breaker.run(lambda connection: connection.execute(*reads)) if reads else []
    except Unavailable:
        found = []
    if not found:
        return [None] * len(claims), None
    return [state for state, _ in found], min(now for _, now in found)


def mark_alive(session_id: str) -> None:
    """Caches a session that this process has just created or rotated, so that it isn't looked up."""
    local.remember(session_id, time.monotonic())


def mark_ended(player_id: int, session_ids: Iterable[str]) -> None:
    """Call it after the end is committed. While Redis is unavailable, the caches of other processes only expire."""
    session_ids = list(session_ids)
    local.forget(session_ids)
    ends = [("SET", _key(player_id, one), ENDED, "EX", ENDED_SECONDS) for one in session_ids]
    with contextlib.suppress(Unavailable):
        breaker.run(lambda connection: connection.execute(*ends))


def _active_rows(claims: Sequence[Claims], asked: int | None) -> set[str]:
    """Returns the sessions that are active. `asked` is Redis's time before this, or None while Redis is unavailable.

    Filters by player too, so that a database sharded by player can find the rows without querying every shard.
    """
    if not claims:
        return set()
    began_at = time.monotonic()
    session_ids, players = zip(*((one.session_id, one.player_id) for one in claims), strict=True)
    rows = alive(Session.objects.filter(pk__in=session_ids, player_id__in=players, player__is_active=True))
    active = {str(pk) for pk in rows.values_list("pk", flat=True)}
    for session_id in active:
        local.remember(session_id, began_at)
    if active and asked is not None and settings.REDIS_URL is not None:
        keys = [_key(one.player_id, one.session_id) for one in claims if one.session_id in active]
        writes = [("EVAL", CACHE_ALIVE, 1, one, asked, ACTIVE_MS) for one in keys]
        with contextlib.suppress(Unavailable):
            breaker.run(lambda connection: connection.execute(*writes))
    return active


def _name(session_id: str) -> str:
    return f"session:{session_id}"


def _key(player_id: int, session_id: str) -> str:
    return key(_name(session_id), player_id)
