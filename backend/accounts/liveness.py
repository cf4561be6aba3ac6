"""Is the session of an access token still on? Known without a query, and wrong for two seconds at most.

Redis holds what is known of a session for a minute, and hears of an end at once. Where it knows nothing (flushed,
evicted, just started) the row is asked. Without Redis a process remembers its own answers for two seconds.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import cast

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from accounts.models import Session
from accounts.tokens import ACCESS_LIFETIME, IDLE_LIFETIME, SESSION_LIFETIME, Claims
from core import limits
from core.debts import Debts
from core.limits import Admission
from core.redis import Unavailable, breaker, run_key
from core.redis_line import Command
from core.signed import SessionEnded

SHARED_SECONDS = 60
ENDED_SECONDS = int(ACCESS_LIFETIME.total_seconds()) + SHARED_SECONDS
LOCAL_SECONDS = 2.0
LOCAL_SESSIONS = 20_000

ALIVE = b"alive"
ENDED = b"ended"


class _Local:
    """Answers of the last two seconds; an end stays known."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._until: OrderedDict[str, float] = OrderedDict()

    def is_fresh(self, session_id: str) -> bool:
        return self._until.get(session_id, 0) > time.monotonic()

    def remember(self, session_id: str) -> None:
        with self._lock:
            self._until[session_id] = time.monotonic() + LOCAL_SECONDS
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
    """Counts one use against the player's rate of the scope. Raises SessionEnded."""
    bucket, rate = f"{scope}:{claims.player_id}", getattr(settings.RATES, scope)
    admission = limits.admit(bucket, rate, watch=_name(claims.session_id))
    known = admission.watched == ALIVE or local.is_fresh(claims.session_id)
    if admission.watched == ENDED or not (known or _ask_the_rows([claims.session_id])):
        raise SessionEnded
    return admission


def confirm(claims: Iterable[Claims]) -> dict[str, Exception | None]:
    """Counts nothing. By session what speaks against it: SessionEnded, or what keeps us from knowing."""
    session_ids = list({one.session_id for one in claims})
    known = dict(zip(session_ids, _heard(session_ids), strict=True))
    unknown = [one for one in session_ids if known[one] not in (ALIVE, ENDED) and not local.is_fresh(one)]
    try:
        on = _ask_the_rows(unknown)
        against: Exception = SessionEnded()
    except DatabaseError as error:
        on, against = set(), error
    found: dict[str, Exception | None] = {one: SessionEnded() if known[one] == ENDED else None for one in session_ids}
    return found | {one: against for one in unknown if one not in on}


def _heard(session_ids: Sequence[str]) -> Sequence[bytes | None]:
    """What Redis knows of them."""
    unknown = [None] * len(session_ids)
    if not session_ids:
        return unknown
    try:
        (states,) = breaker.run(lambda line: line.ask(("MGET", *(run_key(_name(one)) for one in session_ids))))
    except Unavailable:
        return unknown
    return cast("list[bytes | None]", states)


def is_on(session: Session) -> bool:
    now = timezone.now()
    return (
        session.ended_at is None
        and session.last_used_at + IDLE_LIFETIME > now
        and session.created_at + SESSION_LIFETIME > now
    )


def began(*session_ids: str) -> None:
    """Sessions that were just made, rotated or looked up need not be asked for."""
    for session_id in session_ids:
        local.remember(session_id)
    _tell(session_ids, ALIVE, SHARED_SECONDS, only_new=True)


def ended(session_ids: Iterable[str]) -> None:
    """To be called after the commit of the end."""
    session_ids = list(session_ids)
    local.forget(session_ids)
    if not _tell(session_ids, ENDED, ENDED_SECONDS, only_new=False) and settings.REDIS_URL is not None:
        for session_id in session_ids:
            unheard.owe(session_id, 0)


def _ask_the_rows(session_ids: Sequence[str]) -> set[str]:
    """Which of them are on."""
    if not session_ids:
        return set()
    rows = Session.objects.select_related("player").filter(pk__in=session_ids)
    on = {str(row.pk) for row in rows if is_on(row) and row.player.is_active}
    if on:
        began(*on)
    return on


def _name(session_id: str) -> str:
    return f"session:{session_id}"


def _tell(session_ids: Sequence[str], state: bytes, seconds: int, *, only_new: bool) -> bool:
    rest = ("EX", seconds, *(("NX",) if only_new else ()))
    try:
        breaker.run(lambda line: line.ask(*(("SET", run_key(_name(one)), state, *rest) for one in session_ids)))
    except Unavailable:
        return False
    return True


def _bury(session_id: str, _: int) -> Command:
    return "SET", run_key(_name(session_id)), ENDED, "EX", ENDED_SECONDS


unheard = Debts({}, _bury)  # ends that fell into an outage, or Redis would come back with the session alive
